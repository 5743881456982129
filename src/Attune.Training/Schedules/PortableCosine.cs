namespace Attune.Training;

/// <summary>
/// A cosine of additions, multiplications and divisions only. <see cref="Math.Cos"/> calls the C runtime, whose last bit
/// differs between machines; a learning rate must not.
/// </summary>
internal static class PortableCosine
{
    /// <summary>cos(2 pi t), to a few units in the last place of 1.</summary>
    public static double OfTurns(double turns)
    {
        double part = Math.Abs(turns - Math.Round(turns)); // 0 to a half, by period and symmetry
        double sign = 1;
        if (part > 0.25)
        {
            part = 0.5 - part; // cos(pi - x) = -cos x
            sign = -1;
        }

        return sign * (part > 0.125 ? Sine(2 * Math.PI * (0.25 - part)) : Cosine(2 * Math.PI * part));
    }

    // Taylor series up to pi / 4, where the first term left out is below 1e-20.
    private static double Cosine(double angle)
    {
        double square = angle * angle, sum = 1;
        for (int n = 18; n >= 2; n -= 2)
            sum = 1 - (sum * square / (n * (n - 1)));
        return sum;
    }

    private static double Sine(double angle)
    {
        double square = angle * angle, sum = 1;
        for (int n = 19; n >= 3; n -= 2)
            sum = 1 - (sum * square / (n * (n - 1)));
        return angle * sum;
    }
}
