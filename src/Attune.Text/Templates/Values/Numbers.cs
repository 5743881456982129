using System.Globalization;
using System.Numerics;

namespace Attune.Text.Templates.Values;

/// <summary>Integers are <see cref="long"/> while they fit and <see cref="BigInteger"/> beyond; booleans count as 0 and 1.</summary>
internal static class Numbers
{
    private static readonly object[] s_small = [.. Small()];

    /// <summary>The number as an object; small ones are always the same.</summary>
    public static object Box(long value) => value is >= -1 and < 255 ? s_small[value + 1] : value;

    private const double MaxExact = 1L << 53;

    public static bool IsNumber(object? value) => value is long or bool or double or BigInteger;

    public static bool IsInteger(object? value) => value is long or bool or BigInteger;

    public static BigInteger ToBig(object? value) => value switch
    {
        long small => small,
        bool truth => truth ? 1 : 0,
        BigInteger big => big,
        _ => throw new ArgumentException("Not an integer."),
    };

    public static double ToDouble(object? value) => value switch
    {
        double number => number,
        long small => small,
        bool truth => truth ? 1 : 0,
        BigInteger big => Nearest(big),
        _ => throw new ArgumentException("Not a number."),
    };

    /// <summary>a / b, rounded once: beyond 2^53 the integers themselves are no doubles.</summary>
    public static double Ratio(object? a, object? b)
    {
        double x = ToDouble(a), y = ToDouble(b);
        if (!IsInteger(a) || !IsInteger(b) || (Math.Abs(x) < MaxExact && Math.Abs(y) < MaxExact))
            return x / y;
        BigInteger numerator = BigInteger.Abs(ToBig(a)), denominator = BigInteger.Abs(ToBig(b));
        if (numerator.IsZero)
            return 0;
        // 64 bits of the quotient and whether anything follows them; text is read exactly.
        var shift = 64 + BitLength(denominator) - BitLength(numerator);
        var quotient = BigInteger.DivRem(shift > 0 ? numerator << shift : numerator, shift < 0 ? denominator << -shift : denominator, out var rest);
        if (!rest.IsZero)
            quotient |= BigInteger.One;
        var scaled = Nearest(quotient) * Math.Pow(2, -shift);
        return (x < 0) == (y < 0) ? scaled : -scaled;
    }

    /// <summary>The smallest form of an integer.</summary>
    public static object Normalise(BigInteger value) =>
        value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : value;

    /// <summary>An index that may lie far outside; such ones are cut to the range of an <see cref="int"/>.</summary>
    public static int ToIndex(object value)
    {
        if (value is long small)
            return (int)Math.Max(int.MinValue, Math.Min(int.MaxValue, small));
        var big = ToBig(value);
        return big > int.MaxValue ? int.MaxValue : big < int.MinValue ? int.MinValue : (int)big;
    }

    /// <summary>Null where one of them is not a number in the sense of order (NaN).</summary>
    public static int? Compare(object a, object b)
    {
        if (a is long x && b is long y)
            return x.CompareTo(y);
        if (IsInteger(a) && IsInteger(b))
            return a is BigInteger || b is BigInteger ? ToBig(a).CompareTo(ToBig(b)) : ToLong(a).CompareTo(ToLong(b));
        double p = ToDouble(a), q = ToDouble(b);
        if (double.IsNaN(p) || double.IsNaN(q))
            return null;
        if (a is double && b is double || double.IsInfinity(p) || double.IsInfinity(q))
            return p.CompareTo(q);
        return CompareExactly(a, b);
    }

    private static long ToLong(object value) => value is long number ? number : (bool)value ? 1 : 0;

    private static IEnumerable<object> Small()
    {
        for (var i = -1L; i < 255; i++)
            yield return i;
    }

    // .NET cuts the digits of a BigInteger off where Python rounds them.
    private static double Nearest(BigInteger value)
    {
        var text = value.ToString(CultureInfo.InvariantCulture);
        return double.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var result) ? result : double.PositiveInfinity;
    }

    private static int BitLength(BigInteger value)
    {
        var bytes = value.ToByteArray();
        var bits = (bytes.Length - 1) * 8;
        for (int last = bytes[bytes.Length - 1]; last > 0; last >>= 1)
            bits++;
        return bits;
    }

    // An integer beside a float: beyond 2^53 the conversion to double would round.
    private static int CompareExactly(object a, object b)
    {
        if (a is double)
            return -CompareExactly(b, a);
        var number = (double)b;
        var whole = new BigInteger(Math.Floor(number));
        var order = ToBig(a).CompareTo(whole);
        return order != 0 ? order : number > Math.Floor(number) ? -1 : 0;
    }
}
