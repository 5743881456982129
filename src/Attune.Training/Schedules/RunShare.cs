namespace Attune.Training;

/// <summary>A part of a run: a number of steps, or a fraction of all. <c>default</c> is none.</summary>
public readonly record struct RunShare
{
    private readonly int _steps;
    private readonly double _fraction;

    private RunShare(int steps, double fraction) => (_steps, _fraction) = (steps, fraction);

    /// <summary>A fixed number of steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static RunShare Steps(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        return new RunShare(steps, 0);
    }

    /// <summary>A fraction of all steps, rounded up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not in 0 to 1.</exception>
    public static RunShare Fraction(double fraction) => fraction is >= 0 and <= 1
        ? new RunShare(0, fraction)
        : throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "A fraction of a run is in 0 to 1.");

    /// <summary>The steps in a run of so many.</summary>
    public int StepsOf(int totalSteps) => _fraction > 0 ? (int)Math.Ceiling(_fraction * totalSteps) : _steps;
}
