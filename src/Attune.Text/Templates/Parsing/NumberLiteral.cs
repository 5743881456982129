using System.Globalization;
using System.Numerics;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Parsing;

/// <summary>Integers (decimal, 0b, 0o, 0x) and floats, with <c>_</c> between digits.</summary>
internal static class NumberLiteral
{
    public static (int Length, bool IsFloat) Measure(string text, int at, bool mayBeFloat)
    {
        var digits = Digits(text, at, 10, leadingUnderscore: false);
        if (mayBeFloat && Fraction(text, at + digits) is var fraction and > 0)
            return (digits + fraction, true);
        if (text[at] != '0')
            return (digits, false);
        var letter = at + 1 < text.Length ? char.ToLowerInvariant(text[at + 1]) : ' ';
        var radix = letter switch { 'b' => 2, 'o' => 8, 'x' => 16, _ => 0 };
        var tail = radix == 0 ? 0 : Digits(text, at + 2, radix, leadingUnderscore: true);
        if (tail > 0)
            return (2 + tail, false);
        var zeros = 1;
        while (at + zeros < text.Length && (text[at + zeros] == '0' || (text[at + zeros] == '_' && at + zeros + 1 < text.Length && text[at + zeros + 1] == '0')))
            zeros++;
        return (zeros, false);
    }

    public static object Integer(string text)
    {
        var digits = text.Replace("_", "");
        var letter = digits.Length > 1 ? char.ToLowerInvariant(digits[1]) : ' ';
        var radix = letter switch { 'b' => 2, 'o' => 8, 'x' => 16, _ => 10 };
        if (radix == 10)
            return Numbers.Normalise(BigInteger.Parse(digits, CultureInfo.InvariantCulture));
        var value = BigInteger.Zero;
        for (var i = 2; i < digits.Length; i++)
            value = (value * radix) + CharacterClasses.DigitValue(digits[i]);
        return Numbers.Normalise(value);
    }

    public static object Float(string text) => FloatOf(text.Replace("_", ""));

    // .NET Framework throws where .NET gives infinity.
    private static double FloatOf(string digits) =>
        double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.PositiveInfinity;

    private static int Fraction(string text, int at)
    {
        var length = 0;
        if (at < text.Length && text[at] == '.')
        {
            length = Digits(text, at + 1, 10, leadingUnderscore: false);
            if (length == 0)
                return 0;
            length++;
        }

        var e = at + length;
        if (e >= text.Length || text[e] is not ('e' or 'E'))
            return length;
        var sign = e + 1 < text.Length && text[e + 1] is '+' or '-' ? 1 : 0;
        var exponent = Digits(text, e + 1 + sign, 10, leadingUnderscore: false);
        return exponent == 0 ? length : length + 1 + sign + exponent;
    }

    private static int Digits(string text, int at, int radix, bool leadingUnderscore)
    {
        var end = at;
        while (end < text.Length)
        {
            if (IsDigit(text, end, radix))
                end++;
            else if (text[end] == '_' && (end > at || leadingUnderscore) && IsDigit(text, end + 1, radix))
                end += 2;
            else
                break;
        }

        return end - at;
    }

    private static bool IsDigit(string text, int at, int radix) =>
        at < text.Length && CharacterClasses.DigitValue(text[at]) is var value && value >= 0 && value < radix;
}
