using System.Globalization;
using System.Numerics;

namespace Attune.Text.Templates.Formatting;

/// <summary>How Python writes floats: the shortest digits that read back, with an exponent below 1e-4 and from 1e16.</summary>
internal static class FloatText
{
    public static string Repr(double value)
    {
        if (double.IsNaN(value))
            return "nan";
        if (double.IsInfinity(value))
            return value > 0 ? "inf" : "-inf";
#if NET
        // Where neither writes an exponent, .NET's shortest digits are Python's as they are.
        if (Math.Abs(value) is 0 or (>= 1e-4 and < 1e15))
        {
            var shortest = value.ToString("R", CultureInfo.InvariantCulture);
            return shortest.Contains('.', StringComparison.Ordinal) ? shortest : shortest + ".0";
        }
#endif
        var (digits, exponent) = ShortestDigits(value);
        var sign = value < 0 || (value == 0 && 1 / value < 0) ? "-" : "";
        if (exponent is < -4 or >= 16)
            return sign + Scientific(digits, exponent);
        if (exponent < 0)
            return sign + "0." + new string('0', -exponent - 1) + digits;
        return digits.Length <= exponent + 1
            ? sign + digits + new string('0', exponent + 1 - digits.Length) + ".0"
            : sign + digits.Substring(0, exponent + 1) + "." + digits.Substring(exponent + 1);
    }

    /// <summary>With a fixed number of decimals, rounded exactly, ties to even.</summary>
    public static string Fixed(double value, int decimals)
    {
        var negative = value < 0 || (value == 0 && 1 / value < 0);
        var digits = BigInteger.Abs(Scaled(value, decimals)).ToString(CultureInfo.InvariantCulture);
        if (decimals > 0)
        {
            digits = digits.PadLeft(decimals + 1, '0');
            digits = digits.Substring(0, digits.Length - decimals) + "." + digits.Substring(digits.Length - decimals);
        }

        return (negative ? "-" : "") + digits;
    }

    /// <summary>With one digit before the point, a number of them after it, and an exponent of at least two digits.</summary>
    public static string Exponential(double value, int decimals)
    {
        var sign = value < 0 || (value == 0 && 1 / value < 0) ? "-" : "";
        if (value == 0)
            return sign + "0" + (decimals > 0 ? "." + new string('0', decimals) : "") + "e+00";
        var exponent = ShortestDigits(value).Exponent;
        var digits = BigInteger.Abs(Scaled(value, decimals - exponent)).ToString(CultureInfo.InvariantCulture);
        if (digits.Length > decimals + 1)
        {
            exponent++;
            digits = BigInteger.Abs(Scaled(value, decimals - exponent)).ToString(CultureInfo.InvariantCulture);
        }

        return sign + Scientific(digits, exponent);
    }

    /// <summary>The decimal exponent of the value once it is rounded to a number of significant digits.</summary>
    public static int ExponentOf(double value, int significant)
    {
        var text = Exponential(value, significant - 1);
        return int.Parse(text.Substring(text.IndexOf('e') + 1), CultureInfo.InvariantCulture);
    }

    /// <summary>Python's round(value, decimals): exact, ties to even.</summary>
    public static double Round(double value, int decimals)
    {
        if (double.IsNaN(value) || double.IsInfinity(value) || decimals > 330)
            return value;
        if (decimals < -330)
            return value < 0 ? -0.0 : 0.0;
        var rounded = Scaled(value, decimals);
        var text = rounded.ToString(CultureInfo.InvariantCulture) + "e" + (-decimals).ToString(CultureInfo.InvariantCulture);
        var result = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return result == 0 && BitConverter.DoubleToInt64Bits(value) < 0 ? -0.0 : result;
    }

    /// <summary>value * 10^decimals as the nearest integer, ties to even, computed without rounding on the way.</summary>
    public static BigInteger Scaled(double value, int decimals)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)((bits >> 52) & 0x7FF);
        BigInteger numerator = bits & 0xFFFFFFFFFFFFF;
        if (exponent == 0)
            exponent = 1;
        else
            numerator += 1L << 52;
        exponent -= 1075;
        var denominator = BigInteger.One;
        if (exponent > 0)
            numerator <<= exponent;
        else
            denominator <<= -exponent;
        if (decimals > 0)
            numerator *= BigInteger.Pow(10, decimals);
        else
            denominator *= BigInteger.Pow(10, -decimals);
        var quotient = BigInteger.DivRem(numerator, denominator, out var rest);
        var twice = (rest * 2).CompareTo(denominator);
        if (twice > 0 || (twice == 0 && !quotient.IsEven))
            quotient += 1;
        return bits < 0 ? -quotient : quotient;
    }

    private static (string Digits, int Exponent) ShortestDigits(double value)
    {
        if (value == 0)
            return ("0", 0);
        var text = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var exponent = 0;
        var e = text.IndexOf('E');
        if (e >= 0)
        {
            exponent = int.Parse(text.Substring(e + 1), CultureInfo.InvariantCulture);
            text = text.Substring(0, e);
        }

        var point = text.IndexOf('.');
        exponent += (point < 0 ? text.Length : point) - 1;
        text = point < 0 ? text : text.Remove(point, 1);
        var digits = text.TrimStart('0');
        exponent -= text.Length - digits.Length;
        digits = digits.TrimEnd('0');
        return (digits, exponent);
    }

    private static string Scientific(string digits, int exponent)
    {
        var mantissa = digits.Length > 1 ? digits.Substring(0, 1) + "." + digits.Substring(1) : digits;
        var power = Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + power;
    }
}
