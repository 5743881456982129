using System.Globalization;
using System.Numerics;
using System.Text;
using Attune.Text.Templates.Formatting;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Builtins;

/// <summary>Filters that compute or read numbers.</summary>
internal static class NumberFilters
{
    public static void AddTo(BuiltinTable table) => table
        .Add("abs", "x", (_, a) => a[0] is double number ? Math.Abs(number)
            : Numbers.IsInteger(a[0]) ? Numbers.Normalise(BigInteger.Abs(Numbers.ToBig(a[0]))) : throw a.Wrong(0, "a number"))
        .Add("int", "value default? base?", ToInteger)
        .Add("float", "value default?", (_, a) => ReadFloat(a[0]) is { } number ? number : a.Or(1, 0.0))
        .Add("round", "value precision? method?", Round)
        .Add("sum", "iterable attribute? start?", Sum);

    /// <summary>Python's int(text, radix); null where it is not one.</summary>
    public static object? ReadInteger(string text, int radix)
    {
        text = TextOperations.Strip(SpannedString.Literal(text), null, true, true).Text;
        var isNegative = text.Length > 0 && text[0] == '-';
        var at = text.Length > 0 && text[0] is '-' or '+' ? 1 : 0;
        var prefix = at + 1 < text.Length && text[at] == '0' ? char.ToLowerInvariant(text[at + 1]) switch { 'x' => 16, 'o' => 8, 'b' => 2, _ => 0 } : 0;
        if (prefix != 0 && (radix == prefix || radix == 0))
            at += 2;
        if (radix == 0)
            radix = prefix == 0 ? 10 : prefix;
        var value = BigInteger.Zero;
        var digits = 0;
        for (; at < text.Length; at++)
        {
            if (text[at] == '_' && digits > 0 && at + 1 < text.Length)
                continue;
            var digit = char.IsDigit(text[at]) ? (int)char.GetNumericValue(text[at]) : CharacterClasses.DigitValue(text[at]);
            if (digit < 0 || digit >= radix || ++digits > 4300)
                return null;
            value = (value * radix) + digit;
        }

        return digits == 0 ? null : Numbers.Normalise(isNegative ? -value : value);
    }

    /// <summary>Python's float(value); null where it cannot be one.</summary>
    public static object? ReadFloat(object? value)
    {
        if (value is Undefined missing)
            throw new RenderFault(missing.Reason);
        if (Numbers.IsNumber(value))
            return Numbers.ToDouble(value);
        if (value is not SpannedString text)
            return null;
        var digits = FloatDigits(TextOperations.Strip(text, null, true, true).Text);
        if (digits is null)
            return null;
        switch (digits.TrimStart('+', '-').ToLowerInvariant())
        {
            case "inf" or "infinity":
                return digits[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
            case "nan":
                return double.NaN;
        }

        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(digits, Style, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    // Digits of any script count, and '_' between two digits.
    private static string? FloatDigits(string text)
    {
        var digits = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i += CodePointText.LengthAt(text, i))
        {
            var isDigit = char.IsDigit(text, i);
            if (isDigit)
                digits.Append((char)('0' + (int)char.GetNumericValue(text, i)));
            else if (text[i] != '_')
                digits.Append(text[i]);
            else if (i == 0 || i + 1 >= text.Length || !char.IsDigit(text, i - 1) || !char.IsDigit(text, i + 1))
                return null;
        }

        return digits.ToString();
    }

    private static object? ToInteger(RenderContext context, BoundArguments a)
    {
        if (a[0] is SpannedString text && ReadInteger(text.Text, a.IntOr(2, 10)) is { } integer)
            return integer;
        if (Numbers.IsInteger(a[0]))
            return Numbers.Normalise(Numbers.ToBig(a[0]));
        return ReadFloat(a[0]) is double number && !double.IsNaN(number) && !double.IsInfinity(number)
            ? Numbers.Normalise(new BigInteger(Math.Truncate(number)))
            : a.Or(1, 0L);
    }

    private static object? Round(RenderContext context, BoundArguments a)
    {
        var precision = a.IntOr(1, 0);
        var method = a.TextOr(2, "common").Text;
        if (method is not ("common" or "ceil" or "floor"))
            throw new RenderFault("The method of 'round' must be 'common', 'ceil' or 'floor'.");
        if (!Numbers.IsNumber(a[0]))
            throw a.Wrong(0, "a number");
        if (method == "common")
            return a[0] is double number ? FloatText.Round(number, precision) : RoundInteger(Numbers.ToBig(a[0]), precision);
        var scale = Math.Pow(10, precision);
        var scaled = Numbers.ToDouble(a[0]) * scale;
        // Python's ceil and floor give integers: there is no negative zero.
        return ((method == "ceil" ? Math.Ceiling(scaled) : Math.Floor(scaled)) + 0.0) / scale;
    }

    private static object RoundInteger(BigInteger value, int precision)
    {
        if (precision >= 0)
            return Numbers.Normalise(value);
        if (precision < -1000)
            return 0L;
        var unit = BigInteger.Pow(10, -precision);
        var quotient = BigInteger.DivRem(BigInteger.Abs(value), unit, out var rest);
        var twice = (rest * 2).CompareTo(unit);
        if (twice > 0 || (twice == 0 && !quotient.IsEven))
            quotient += 1;
        return Numbers.Normalise(quotient * unit * value.Sign);
    }

    private static object? Sum(RenderContext context, BoundArguments a)
    {
        var total = a.Or(2, 0L);
        var getter = a.HasValue(1) ? AttributeGetter.For(a[1]) : null;
        foreach (var item in Iteration.Items(a[0]))
            total = Arithmetic.Add(context, total, getter is null ? item : getter(item));
        return total;
    }
}
