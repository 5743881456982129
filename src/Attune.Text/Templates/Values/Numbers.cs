using System.Numerics;

namespace Attune.Text.Templates.Values;

/// <summary>Integers are <see cref="long"/> while they fit and <see cref="BigInteger"/> beyond; booleans count as 0 and 1.</summary>
internal static class Numbers
{
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
        BigInteger big => (double)big,
        _ => throw new ArgumentException("Not a number."),
    };

    /// <summary>The smallest form of an integer.</summary>
    public static object Normalise(BigInteger value) =>
        value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : value;

    /// <summary>An index that may lie far outside; such ones are cut to the range of an <see cref="int"/>.</summary>
    public static int ToIndex(object value)
    {
        var big = ToBig(value);
        return big > int.MaxValue ? int.MaxValue : big < int.MinValue ? int.MinValue : (int)big;
    }

    /// <summary>Null where one of them is not a number in the sense of order (NaN).</summary>
    public static int? Compare(object a, object b)
    {
        if (a is long x && b is long y)
            return x.CompareTo(y);
        if (IsInteger(a) && IsInteger(b))
            return ToBig(a).CompareTo(ToBig(b));
        double p = ToDouble(a), q = ToDouble(b);
        if (double.IsNaN(p) || double.IsNaN(q))
            return null;
        if (a is double && b is double || double.IsInfinity(p) || double.IsInfinity(q))
            return p.CompareTo(q);
        return CompareExactly(a, b);
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
