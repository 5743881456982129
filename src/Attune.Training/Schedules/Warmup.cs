namespace Attune.Training;

/// <summary>The rise from 0 to the peak over the first steps: t / w at step t of w, counted from 0. <c>default</c> is none.</summary>
public readonly record struct Warmup
{
    private readonly int _steps;
    private readonly double _fraction;

    private Warmup(int steps, double fraction) => (_steps, _fraction) = (steps, fraction);

    /// <summary>No warm-up.</summary>
    public static Warmup None => default;

    /// <summary>A fixed number of steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static Warmup Steps(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        return new Warmup(steps, 0);
    }

    /// <summary>A fraction of all steps, rounded up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not in 0 to 1.</exception>
    public static Warmup Fraction(double fraction) => fraction is >= 0 and <= 1
        ? new Warmup(0, fraction)
        : throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "A warm-up fraction is in 0 to 1.");

    /// <summary>The steps of the warm-up in a run of so many.</summary>
    public int StepsOf(int totalSteps) => _fraction > 0 ? (int)Math.Ceiling(_fraction * totalSteps) : _steps;

    /// <summary>Where a step stands: its factor while the warm-up lasts, else how much of the rest is done (0 at its first step, 1 at the end).</summary>
    internal (double? Rising, double Progress) Place(int step, int totalSteps)
    {
        int warmup = StepsOf(totalSteps);
        return step < warmup
            ? ((double)step / warmup, 0)
            : (null, (step - warmup) / (double)Math.Max(1, totalSteps - warmup));
    }
}
