using System.Runtime.CompilerServices;

namespace Attune.Tensors;

/// <summary>
/// AdamW whose moments are kept in 8 bits (Dettmers and others, 2021, "8-bit optimizers via block-wise quantization"): codes of the
/// dynamic maps, signed for the first moment and unsigned for the second, in blocks that share their largest magnitude. The step
/// itself takes the moments before they are rounded.
/// </summary>
public readonly record struct EightBitAdamW
{
    /// <summary>Numbers that share a scale.</summary>
    public const int Block = 256;

    private readonly float keep, mRate, beta2, vRate, stepSize, correction2, epsilon;

    /// <summary>One step.</summary>
    /// <param name="correction1">1 - beta1^t.</param>
    /// <param name="correction2">1 - beta2^t.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="beta1">Decay of the first moment.</param>
    /// <param name="beta2">Decay of the second.</param>
    /// <param name="epsilon">Added to the denominator.</param>
    /// <param name="weightDecay">Decoupled weight decay.</param>
    public EightBitAdamW(
        double correction1, double correction2, double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
    {
        this.correction2 = (float)Math.Sqrt(correction2);
        keep = (float)(1 - (learningRate * weightDecay));
        (mRate, this.beta2, vRate) = ((float)(1 - beta1), (float)beta2, (float)(1 - beta2));
        stepSize = (float)(learningRate / correction1);
        this.epsilon = (float)epsilon;
    }

    /// <summary>How many floats hold the codes of so many numbers, four in each.</summary>
    public static int CodeFloats(int count) => (count + 3) / 4;

    /// <summary>How many blocks so many numbers have.</summary>
    public static int Blocks(int count) => Blockwise.BlocksOf(count, Block);

    /// <summary>Changes one block.</summary>
    /// <param name="parameter">At most <see cref="Block"/> numbers, changed.</param>
    /// <param name="gradient">As many.</param>
    /// <param name="first">Codes of the first moment, changed.</param>
    /// <param name="firstScale">Its scale, changed.</param>
    /// <param name="second">Codes of the second moment, changed.</param>
    /// <param name="secondScale">Its scale, changed.</param>
    [SkipLocalsInit]
    internal void Apply(
        Span<float> parameter, ReadOnlySpan<float> gradient, Span<byte> first, ref float firstScale, Span<byte> second, ref float secondScale)
    {
        Span<float> means = stackalloc float[Block], squares = stackalloc float[Block];
        means = means[..parameter.Length];
        squares = squares[..parameter.Length];
        ReadOnlySpan<float> signed = DynamicMap.Signed.Values, unsigned = DynamicMap.Unsigned.Values;
        for (int i = 0; i < parameter.Length; i++)
        {
            float g = gradient[i], mean = signed[first[i]] * firstScale, square = unsigned[second[i]] * secondScale;
            mean = MathF.FusedMultiplyAdd(mRate, g - mean, mean);
            square = MathF.FusedMultiplyAdd(g * vRate, g, square * beta2);
            float denominator = (MathF.Sqrt(square) / correction2) + epsilon;
            parameter[i] = (parameter[i] * keep) - (stepSize * mean / denominator);
            (means[i], squares[i]) = (mean, square);
        }

        firstScale = Blockwise.Quantize(means, Block, DynamicMap.Signed, first);
        secondScale = Blockwise.Quantize(squares, Block, DynamicMap.Unsigned, second);
    }
}
