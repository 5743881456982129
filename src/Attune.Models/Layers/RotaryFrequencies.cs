namespace Attune.Models;

/// <summary>
/// The angular speed of each pair of channels: theta^(-2i/d), stretched as the options say. The powers are taken in double
/// and rounded to float32 once, as close to exact as float32 has; the reference library's float32 power differs by an ulp.
/// </summary>
internal static class RotaryFrequencies
{
    public static float[] Compute(RotaryOptions options, RotaryContext context)
    {
        var frequencies = new double[(context.Dimensions + 1) / 2];
        for (var i = 0; i < frequencies.Length; i++)
            frequencies[i] = PortableMath.Exp(-2.0 * i / context.Dimensions * PortableMath.Log(options.Theta));
        options.Scaling?.Stretch(frequencies, context);
        return Array.ConvertAll(frequencies, frequency => (float)frequency);
    }
}
