namespace Attune.Models;

/// <summary>
/// The angular speed of each pair of a head: theta^(-2i/D), stretched as the options say. The powers are taken in double
/// and rounded to float32 once, as close to exact as float32 has; the reference library's float32 power differs by an ulp.
/// </summary>
internal static class RotaryFrequencies
{
    public static float[] Compute(RotaryOptions options, int headDimension)
    {
        var frequencies = new float[headDimension / 2];
        for (var i = 0; i < frequencies.Length; i++)
        {
            var frequency = PortableMath.Exp(-2.0 * i / headDimension * PortableMath.Log(options.Theta));
            frequencies[i] = (float)(options.Kind switch
            {
                RotaryKind.Linear => frequency / options.Factor,
                RotaryKind.Llama3 => Llama3(options, frequency),
                _ => frequency,
            });
        }

        return frequencies;
    }

    private static double Llama3(RotaryOptions options, double frequency)
    {
        var wavelength = 2 * Math.PI / frequency;
        var longest = options.OriginalMaxPositions / options.LowFrequencyFactor;
        var shortest = options.OriginalMaxPositions / options.HighFrequencyFactor;
        if (wavelength > longest)
            return frequency / options.Factor;
        if (wavelength < shortest)
            return frequency;
        var kept = ((options.OriginalMaxPositions / wavelength) - options.LowFrequencyFactor)
            / (options.HighFrequencyFactor - options.LowFrequencyFactor);
        return ((1 - kept) * frequency / options.Factor) + (kept * frequency);
    }
}
