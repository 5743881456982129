using System.Globalization;

namespace Attune.Evaluation;

/// <summary>
/// The loss axis of a curve: linear from 0 where the losses are of one size; logarithmic in decades where they fall by more,
/// so that the late part of a run can still be read.
/// </summary>
internal sealed class LossAxis
{
    /// <summary>Beyond this ratio of the highest to the lowest loss, a linear axis shows the late part as a flat line.</summary>
    private const double LogarithmicFrom = 20;

    private readonly double _lowest;
    private readonly double _highest;

    private LossAxis(double lowest, double highest, bool isLogarithmic)
    {
        _lowest = lowest;
        _highest = highest;
        IsLogarithmic = isLogarithmic;
    }

    public bool IsLogarithmic { get; }

    public static LossAxis For(IReadOnlyCollection<double> losses)
    {
        var highest = losses.Max();
        var positive = losses.Where(loss => loss > 0).ToList();
        if (positive.Count > 0 && highest / positive.Min() > LogarithmicFrom)
            return new LossAxis(Math.Floor(Math.Log10(positive.Min())), Math.Ceiling(Math.Log10(highest)), isLogarithmic: true);
        return new LossAxis(0, NiceCeiling(highest), isLogarithmic: false);
    }

    /// <summary>The height of a loss: 0 at the bottom, 1 at the top. A loss of 0 lies at the bottom of a logarithmic axis too.</summary>
    public double Height(double loss)
    {
        var value = !IsLogarithmic ? loss : loss > 0 ? Math.Log10(loss) : _lowest;
        return Math.Clamp((value - _lowest) / (_highest - _lowest), 0, 1);
    }

    /// <summary>The losses that have a line and a label.</summary>
    public IEnumerable<(double Loss, string Label)> Ticks()
    {
        if (!IsLogarithmic)
            return Enumerable.Range(0, 5).Select(i => _highest * i / 4).Select(loss => (loss, loss.ToString("0.##", CultureInfo.InvariantCulture)));
        return Enumerable.Range((int)_lowest, (int)(_highest - _lowest) + 1).Select(decade => (Math.Pow(10, decade), Label(decade)));
    }

    private static string Label(int decade) =>
        decade is >= -3 and <= 4 ? Math.Pow(10, decade).ToString("0.###", CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"1e{decade}");

    /// <summary>The next 1, 2, 4 or 8 times a power of ten, so that quarters of it are short numbers.</summary>
    private static double NiceCeiling(double value)
    {
        if (value <= 0)
            return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        foreach (var factor in new[] { 1.0, 2, 4, 8 })
        {
            if (value <= factor * power)
                return factor * power;
        }

        return 10 * power;
    }
}
