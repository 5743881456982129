using System.Globalization;
using System.Numerics;
using System.Text;
using Attune.Text.Templates.Builtins;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Formatting;

/// <summary>One format specification, as in <c>{:&gt;8.2f}</c> or <c>%-5d</c>, and what it makes of a value.</summary>
internal sealed record FormatSpec
{
    private const int MaxPrecision = 1000;

    public string Fill { get; init; } = " ";

    /// <summary><c>&lt;</c>, <c>&gt;</c>, <c>^</c>, <c>=</c>, or 0 for the value's own side.</summary>
    public char Align { get; init; }

    /// <summary><c>+</c>, a blank, <c>-</c>, or 0 where none is given.</summary>
    public char Sign { get; init; }

    public bool Alternate { get; init; }

    /// <summary>Whether the fill is the flag <c>0</c> before the width, which strings take too.</summary>
    public bool IsZeroFlag { get; init; }

    public int Width { get; init; }

    /// <summary><c>,</c> or <c>_</c> between groups of digits, or 0.</summary>
    public char Grouping { get; init; }

    public int Precision { get; init; } = -1;

    /// <summary>The least number of digits of an integer: the precision of <c>%.3d</c>.</summary>
    public int MinDigits { get; init; }

    public char Type { get; init; }

    public static FormatSpec Parse(string text)
    {
        var at = 0;
        var spec = new FormatSpec();
        var fillLength = text.Length > 0 ? CodePointText.LengthAt(text, 0) : 0;
        if (fillLength > 0 && fillLength < text.Length && IsAlign(text[fillLength]))
        {
            spec = spec with { Fill = text.Substring(0, fillLength), Align = text[fillLength] };
            at = fillLength + 1;
        }
        else if (text.Length > 0 && IsAlign(text[0]))
        {
            spec = spec with { Align = text[at++] };
        }

        if (at < text.Length && text[at] is '+' or '-' or ' ')
            spec = spec with { Sign = text[at++] };
        if (at < text.Length && text[at] == '#')
            spec = spec with { Alternate = at++ >= 0 };
        if (at < text.Length && text[at] == '0')
        {
            at++;
            spec = spec.Align == 0 ? spec with { Fill = "0", Align = '=', IsZeroFlag = true } : spec;
        }

        spec = spec with { Width = Digits(text, ref at) ?? 0 };
        if (at < text.Length && text[at] is ',' or '_')
            spec = spec with { Grouping = text[at++] };
        if (at < text.Length && text[at] == '.')
        {
            at++;
            spec = spec with { Precision = Digits(text, ref at) ?? throw Invalid(text) };
        }

        if (at < text.Length)
            spec = spec with { Type = text[at++] };
        return at == text.Length ? spec : throw Invalid(text);
    }

    public SpannedString Apply(RenderContext context, object? value)
    {
        context.ChargeValue((long)Width + MinDigits);
        if (value is SpannedString text)
            return FormatText(context, text);
        var isFloat = value is double || Type is 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or '%';
        var digits = isFloat ? FloatDigits(Numbers.ToDouble(value)) : IntegerDigits(Numbers.ToBig(value));
        return Pad(context, digits.Prefix, digits.Digits);
    }

    private static bool IsAlign(char character) => character is '<' or '>' or '^' or '=';

    private static int? Digits(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && CharacterClasses.IsAsciiDigit(text[at]))
            at++;
        if (at == start)
            return null;
        return int.TryParse(text.Substring(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : int.MaxValue;
    }

    private static RenderFault Invalid(string text) => new($"'{text}' is not a format.");

    private SpannedString FormatText(RenderContext context, SpannedString text)
    {
        if (Type is not ('\0' or 's') || (Align == '=' && !IsZeroFlag) || Grouping != 0 || Sign != 0 || Alternate)
            throw new RenderFault($"A string cannot be formatted with '{Type}'.");
        if (Precision >= 0 && Precision < text.CodePoints)
            text = Slicing.CodePoints(text, 0, Precision);
        var space = Math.Max(0, Width - text.CodePoints);
        var left = Align == '>' ? space : Align == '^' ? space / 2 : 0;
        return StringPadding.Pad(context, text, left, space - left, SpannedString.Literal(Fill));
    }

    private (string Prefix, string Digits) IntegerDigits(BigInteger value)
    {
        if (Precision >= 0 || (Grouping == ',' && Type is not ('\0' or 'd')) || (Grouping != 0 && Type is ('c' or 'n')))
            throw new RenderFault($"An integer of format '{Type}' has no precision and no such separator.");
        var magnitude = BigInteger.Abs(value);
        var digits = Type switch
        {
            '\0' or 'd' or 'n' => magnitude.ToString(CultureInfo.InvariantCulture),
            'x' => Radix(magnitude, 16),
            'X' => Radix(magnitude, 16).ToUpperInvariant(),
            'o' => Radix(magnitude, 8),
            'b' => Radix(magnitude, 2),
            'c' when value >= 0 && value <= 0x10FFFF => CodePointText.FromValue((int)magnitude),
            _ => throw new RenderFault($"An integer cannot be formatted with '{Type}'."),
        };
        var prefix = Alternate && Type is ('x' or 'X' or 'o' or 'b') ? "0" + Type : "";
        return (SignOf(value.Sign < 0) + prefix, digits.PadLeft(MinDigits, '0'));
    }

    private (string Prefix, string Digits) FloatDigits(double value)
    {
        if (Precision > MaxPrecision)
            throw new RenderFault($"A precision of more than {MaxPrecision} digits is too large.");
        var isNegative = value < 0 || (value == 0 && 1 / value < 0);
        value = Math.Abs(value);
        string digits;
        if (double.IsNaN(value) || double.IsInfinity(value))
            digits = (double.IsNaN(value) ? "nan" : "inf") + (Type == '%' ? "%" : "");
        else
            digits = FiniteDigits(value);
        return (SignOf(isNegative), Type is 'E' or 'F' or 'G' ? digits.ToUpperInvariant() : digits);
    }

    private string FiniteDigits(double value)
    {
        var precision = Precision < 0 ? 6 : Precision;
        return Type switch
        {
            'f' or 'F' => FloatText.Fixed(value, precision) + Point(precision),
            'e' or 'E' => FloatText.Exponential(value, precision).Replace("e", Point(precision) + "e"),
            '%' => FloatText.Fixed(value * 100, precision) + Point(precision) + "%",
            'g' or 'G' or 'n' => General(value, Math.Max(1, precision), 0),
            '\0' => Precision < 0 ? FloatText.Repr(value) : General(value, Math.Max(1, precision), 1),
            _ => throw new RenderFault($"A number with a fraction cannot be formatted with '{Type}'."),
        };
    }

    private string Point(int decimals) => Alternate && decimals == 0 ? "." : "";

    // %g: the shorter of fixed and exponential, without zeros at the end. Without a type, one digit stays after the point.
    private string General(double value, int significant, int keep)
    {
        var exponent = value == 0 ? 0 : FloatText.ExponentOf(value, significant);
        if (exponent >= -4 && exponent < significant - keep)
        {
            var text = FloatText.Fixed(value, Math.Max(0, significant - 1 - exponent));
            return Alternate ? text : TrimZeros(text, keep);
        }

        var parts = FloatText.Exponential(value, significant - 1).Split('e');
        return (Alternate ? parts[0] : TrimZeros(parts[0], 0)) + "e" + parts[1];
    }

    private static string TrimZeros(string text, int keep)
    {
        if (text.IndexOf('.') < 0)
            return keep == 0 ? text : text + ".0";
        var trimmed = text.TrimEnd('0');
        return trimmed[trimmed.Length - 1] != '.' ? trimmed : keep == 0 ? trimmed.TrimEnd('.') : trimmed + "0";
    }

    private string SignOf(bool isNegative) => isNegative ? "-" : Sign is '+' or ' ' ? Sign.ToString() : "";

    // The digits before the point in groups; zeros that fill a width are grouped too, and none of them is a separator first.
    private string Group(string digits, int width)
    {
        var size = Type is 'x' or 'X' or 'o' or 'b' ? 4 : 3;
        var whole = 0;
        while (whole < digits.Length && char.IsLetterOrDigit(digits[whole]) && (size == 4 || char.IsDigit(digits[whole])))
            whole++;
        var count = whole;
        var room = width - (digits.Length - whole);
        if (Align == '=' && Fill == "0")
            count = Math.Max(count, (int)(((long)room * size) / (size + 1)));
        while (Align == '=' && Fill == "0" && count + ((count - 1) / size) < room)
            count++;
        var grouped = new StringBuilder(digits.Substring(0, whole).PadLeft(count, '0'));
        for (var i = count - size; i > 0; i -= size)
            grouped.Insert(i, Grouping);
        return grouped.Append(digits, whole, digits.Length - whole).ToString();
    }

    private static string Radix(BigInteger value, int radix)
    {
        if (value.IsZero)
            return "0";
        var digits = new Stack<char>();
        for (; !value.IsZero; value /= radix)
            digits.Push("0123456789abcdef"[(int)(value % radix)]);
        return new string([.. digits]);
    }

    private SpannedString Pad(RenderContext context, string sign, string digits)
    {
        if (Grouping != 0)
            digits = Group(digits, Width - sign.Length);
        var space = Math.Max(0, Width - sign.Length - digits.Length);
        var fill = SpannedString.Literal(Fill);
        if (Align == '=')
            return SpannedString.Literal(sign + StringPadding.Pad(context, SpannedString.Literal(digits), space, 0, fill).Text);
        var left = Align == '<' ? 0 : Align == '^' ? space / 2 : space;
        return StringPadding.Pad(context, SpannedString.Literal(sign + digits), left, space - left, fill);
    }
}
