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

    /// <summary>Checks what every optimizer has.</summary>
    public static void RequireRates(IOptimizer optimizer)
    {
        Require(double.IsFinite(optimizer.LearningRate) && optimizer.LearningRate > 0, "learning rate", optimizer.LearningRate, "above 0");
        Require(double.IsFinite(optimizer.WeightDecay) && optimizer.WeightDecay >= 0, "weight decay", optimizer.WeightDecay, "0 or above");
    }

    /// <summary>Checks the decay of a running mean.</summary>
    public static void RequireDecay(string name, double value) => Require(value is >= 0 and < 1, name, value, "in 0 to below 1");

    public static void RequireEpsilon(double value) => Require(double.IsFinite(value) && value >= 0, "epsilon", value, "0 or above");
}
