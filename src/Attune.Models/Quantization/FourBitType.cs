using Attune.Tensors;

namespace Attune.Models;

/// <summary>What the sixteen codes of four bits stand for.</summary>
public sealed class FourBitType
{
    private FourBitType(string name, float[] values)
    {
        Name = name;
        Table = new CodeTable(values);
    }

    /// <summary>
    /// NormalFloat (Dettmers and others, QLoRA, 2023): quantiles of the normal distribution, so that codes are used equally
    /// often; with an exact zero.
    /// </summary>
    public static FourBitType Nf4 { get; } = new(
        "nf4",
        [
            -1, -0.6961928009986877f, -0.5250730514526367f, -0.39491748809814453f, -0.28444138169288635f, -0.18477343022823334f,
            -0.09105003625154495f, 0, 0.07958029955625534f, 0.16093020141124725f, 0.24611230194568634f, 0.33791524171829224f,
            0.44070982933044434f, 0.5626170039176941f, 0.7229568362236023f, 1,
        ]);

    /// <summary>Floats of a sign, two bits of exponent and one of fraction, as bitsandbytes scales them; code 8 is a second zero.</summary>
    public static FourBitType Fp4 { get; } = new(
        "fp4", [0, 1 / 192f, 2 / 3f, 1, 1 / 3f, 1 / 2f, 1 / 6f, 1 / 4f, 0, -1 / 192f, -2 / 3f, -1, -1 / 3f, -1 / 2f, -1 / 6f, -1 / 4f]);

    /// <summary>The name in files, <c>nf4</c> or <c>fp4</c>.</summary>
    public string Name { get; }

    /// <summary>The number of each code.</summary>
    public CodeTable Table { get; }

    /// <summary>Finds a type by its name; null where there is none.</summary>
    public static FourBitType? Find(string name) => name == Nf4.Name ? Nf4 : name == Fp4.Name ? Fp4 : null;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
