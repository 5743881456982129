using System.Globalization;
using System.Numerics;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Builtins;

/// <summary>The attributes and methods of Python's int, bool and float.</summary>
internal static class NumberMethods
{
    private static readonly BuiltinTable s_integers = new BuiltinTable()
        .Add("bit_length", "/self", (_, a) => BitLength(BigInteger.Abs(Numbers.ToBig(a[0]))))
        .Add("bit_count", "/self", (_, a) => BitCount(BigInteger.Abs(Numbers.ToBig(a[0]))))
        .Add("conjugate", "/self", (_, a) => Numbers.Normalise(Numbers.ToBig(a[0])))
        .Add("is_integer", "/self", (_, _) => Truth.True)
        .Add("as_integer_ratio", "/self", (_, a) => new TemplateTuple(Numbers.Normalise(Numbers.ToBig(a[0])), 1L));

    private static readonly BuiltinTable s_floats = new BuiltinTable()
        .Add("conjugate", "/self", (_, a) => a[0])
        .Add("is_integer", "/self", (_, a) => Truth.Box(IsFinite((double)a[0]!) && Math.Floor((double)a[0]!) == (double)a[0]!))
        .Add("as_integer_ratio", "/self", (_, a) => Ratio((double)a[0]!))
        .Add("hex", "/self", (_, a) => SpannedString.Literal(Hexadecimal((double)a[0]!)));

    public static Builtin? Find(object owner, string name) => (owner is double ? s_floats : s_integers).Find(name);

    /// <summary>What is no method: the parts of the number.</summary>
    public static object? Part(object owner, string name) => (name, owner) switch
    {
        ("real", double) => owner,
        ("imag", double) => 0.0,
        (_, double) => null,
        ("real" or "numerator", _) => Numbers.Normalise(Numbers.ToBig(owner)),
        ("imag", _) => 0L,
        ("denominator", _) => 1L,
        _ => null,
    };

    private static bool IsFinite(double value) => !double.IsNaN(value) && !double.IsInfinity(value);

    private static long BitLength(BigInteger value)
    {
        var bits = 0L;
        for (; !value.IsZero; value >>= 1)
            bits++;
        return bits;
    }

    private static long BitCount(BigInteger value)
    {
        var bits = 0L;
        for (; !value.IsZero; value >>= 1)
            bits += value.IsEven ? 0 : 1;
        return bits;
    }

    private static TemplateTuple Ratio(double value)
    {
        if (!IsFinite(value))
            throw new RenderFault("Infinity and NaN are no ratio of integers.");
        var (mantissa, exponent) = Split(value);
        var denominator = BigInteger.One;
        for (; exponent < 0 && !mantissa.IsZero && mantissa.IsEven; exponent++)
            mantissa >>= 1;
        if (exponent > 0)
            mantissa <<= exponent;
        else if (!mantissa.IsZero)
            denominator <<= -exponent;
        return new TemplateTuple(Numbers.Normalise(mantissa), Numbers.Normalise(denominator));
    }

    private static (BigInteger Mantissa, int Exponent) Split(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        var mantissa = (bits & 0xFFFFFFFFFFFFF) | (exponent == 0 ? 0 : 1L << 52);
        return (bits < 0 ? -mantissa : mantissa, Math.Max(exponent, 1) - 1075);
    }

    private static string Hexadecimal(double value)
    {
        if (!IsFinite(value))
            return Formatting.FloatText.Repr(value);
        var bits = BitConverter.DoubleToInt64Bits(value);
        var sign = bits < 0 ? "-" : "";
        var exponent = (int)((bits >> 52) & 0x7FF);
        var fraction = bits & 0xFFFFFFFFFFFFF;
        if (exponent == 0 && fraction == 0)
            return sign + "0x0.0p+0";
        var power = Math.Max(exponent, 1) - 1023;
        return sign + (exponent == 0 ? "0x0." : "0x1.") + fraction.ToString("x13", CultureInfo.InvariantCulture)
            + "p" + (power < 0 ? "-" : "+") + Math.Abs(power).ToString(CultureInfo.InvariantCulture);
    }
}
