namespace Attune.Tensors;

/// <summary>One float64: the number of the reference backend.</summary>
internal readonly struct OneDouble(double value) : IElement<OneDouble>
{
    public readonly double Value = value;

    public static OneDouble operator +(OneDouble left, OneDouble right) => new(left.Value + right.Value);

    public static OneDouble operator -(OneDouble left, OneDouble right) => new(left.Value - right.Value);

    public static OneDouble operator *(OneDouble left, OneDouble right) => new(left.Value * right.Value);

    public static OneDouble operator /(OneDouble left, OneDouble right) => new(left.Value / right.Value);

    public static OneDouble Of(double value) => new(value);

    public static OneDouble MultiplyAdd(OneDouble a, OneDouble b, OneDouble c) => new(Math.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    public static OneDouble Sqrt(OneDouble x) => new(Math.Sqrt(x.Value));

    public static OneDouble Abs(OneDouble x) => new(Math.Abs(x.Value));

    public static OneDouble Max(OneDouble a, OneDouble b) => b.Value > a.Value ? b : a;

    public static OneDouble Min(OneDouble a, OneDouble b) => b.Value < a.Value ? b : a;

    public static OneDouble Sign(OneDouble x) => new(x.Value > 0 ? 1 : x.Value < 0 ? -1 : 0);

    public static OneDouble ToBFloat16(OneDouble x)
    {
        if (double.IsNaN(x.Value))
            return x;
        uint bits = BitConverter.SingleToUInt32Bits((float)x.Value);
        return new(BitConverter.UInt32BitsToSingle((bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000));
    }
}
