using System.Globalization;

namespace Attune.Models;

/// <summary>Whether a model's weights can be in memory at all; a base that is too large says so before anything is read.</summary>
internal static class MemoryCheck
{
    private const double Gibibyte = 1L << 30;

    /// <param name="parameters">What is to be loaded.</param>
    /// <param name="bytesPerNumber">Bytes that a number of a parameter takes.</param>
    /// <param name="available">Bytes that this process can have.</param>
    /// <param name="place">Where the weights are.</param>
    /// <exception cref="AttuneException">ATT4127: they do not fit.</exception>
    public static void Run(IEnumerable<Parameter> parameters, Func<Parameter, double> bytesPerNumber, long available, string? place)
    {
        var (needed, numbers) = (0.0, 0L);
        foreach (var parameter in parameters)
        {
            var count = (long)parameter.Shape.ElementCount;
            numbers += count;
            needed += count * bytesPerNumber(parameter);
        }

        if (needed <= available)
            return;
        var smallest = needed > numbers * 2 ? $" In 16 bits they take {Text(numbers * 2)} GiB, in four bits {Text(numbers * FrozenStorage.Nf4.BytesPerNumber)} GiB." : "";
        throw new AttuneException(
            "ATT4127",
            $"The model's {numbers.ToString("N0", CultureInfo.InvariantCulture)} weights take {Text(needed)} GiB of memory, and this process can have {Text(available)} GiB.{smallest}",
            "Take a smaller base, keep frozen weights in fewer bits, or give the process more memory.",
            place);
    }

    private static string Text(double bytes) => (bytes / Gibibyte).ToString("0.0", CultureInfo.InvariantCulture);
}
