using System.Globalization;

namespace Attune.Training;

/// <summary>One form of words for every option that is out of range.</summary>
internal static class OptionCheck
{
    public static void Require(bool holds, string name, double value, string range)
    {
        if (holds)
            return;
        throw new AttuneException(
            "ATT4200",
            string.Create(CultureInfo.InvariantCulture, $"The {name} is {value}."),
            $"It must be {range}.");
    }
}
