using System.Numerics;
using Attune.Text.Templates.Formatting;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Rendering;

/// <summary>Python's arithmetic operators.</summary>
internal static class Arithmetic
{
    private const int MaxPowerBits = 1 << 16;

    private static readonly Dictionary<string, Func<RenderContext, object?, object?, object?>> s_operations = new(StringComparer.Ordinal)
    {
        ["+"] = Add,
        ["-"] = static (_, a, b) => Subtract(a, b),
        ["*"] = Multiply,
        ["/"] = static (_, a, b) => Divide(a, b),
        ["//"] = static (_, a, b) => FloorDivide(a, b),
        ["%"] = Modulo,
        ["**"] = Power,
    };

    public static Func<RenderContext, object?, object?, object?> Find(string operation) => s_operations[operation];

    public static object? Add(RenderContext context, object? a, object? b)
    {
        if (a is long x && b is long y)
        {
            var sum = unchecked(x + y);
            return ((x ^ sum) & (y ^ sum)) < 0 ? (object)((BigInteger)x + y) : Numbers.Box(sum);
        }

        if (a is SpannedString s && b is SpannedString t)
            return Concatenate(context, s, t);
        if (a is TemplateSequence p && b is TemplateSequence q && p.GetType() == q.GetType())
        {
            context.ChargeValue((long)p.Count + q.Count);
            var items = new List<object?>(p.Count + q.Count);
            items.AddRange(p.Items);
            items.AddRange(q.Items);
            return p.With(items);
        }

        return AreNumbers(a, b)
            ? IsFloat(a, b) ? Numbers.ToDouble(a) + Numbers.ToDouble(b) : Numbers.Normalise(Numbers.ToBig(a) + Numbers.ToBig(b))
            : throw Mismatch("+", a, b);
    }

    public static object? Subtract(object? a, object? b)
    {
        if (a is long x && b is long y && unchecked(x - y) is var difference && ((x ^ y) & (x ^ difference)) >= 0)
            return Numbers.Box(difference);
        return !AreNumbers(a, b) ? throw Mismatch("-", a, b)
            : IsFloat(a, b) ? Numbers.ToDouble(a) - Numbers.ToDouble(b)
            : Numbers.Normalise(Numbers.ToBig(a) - Numbers.ToBig(b));
    }

    public static object? Multiply(RenderContext context, object? a, object? b)
    {
        if (AreNumbers(a, b))
        {
            return IsFloat(a, b) ? Numbers.ToDouble(a) * Numbers.ToDouble(b)
                : Numbers.Normalise(Limited(context, Numbers.ToBig(a) * Numbers.ToBig(b)));
        }

        if (Numbers.IsInteger(a) && b is SpannedString or TemplateSequence)
            (a, b) = (b, a);
        if (!Numbers.IsInteger(b) || a is not (SpannedString or TemplateSequence))
            throw Mismatch("*", a, b);
        var times = Math.Max(0, Numbers.ToIndex(b!));
        return a is SpannedString text ? Repeat(context, text, times) : Repeat(context, (TemplateSequence)a, times);
    }

    public static object? Divide(object? a, object? b)
    {
        if (!AreNumbers(a, b))
            throw Mismatch("/", a, b);
        return Numbers.ToDouble(b) == 0 ? throw new RenderFault("Division by zero.") : Numbers.Ratio(a, b);
    }

    public static object? FloorDivide(object? a, object? b)
    {
        if (!AreNumbers(a, b))
            throw Mismatch("//", a, b);
        if (Numbers.ToDouble(b) == 0)
            throw new RenderFault("Division by zero.");
        if (IsFloat(a, b))
            return FloorOf(Numbers.ToDouble(a), Numbers.ToDouble(b)).Quotient;
        BigInteger x = Numbers.ToBig(a), y = Numbers.ToBig(b);
        var quotient = BigInteger.DivRem(x, y, out var rest);
        return Numbers.Normalise(!rest.IsZero && (rest.Sign < 0) != (y.Sign < 0) ? quotient - 1 : quotient);
    }

    public static object? Modulo(RenderContext context, object? a, object? b)
    {
        if (a is SpannedString format)
            return PercentFormat.Apply(context, format, b);
        if (a is long p && b is long q and > 0)
            return Numbers.Box(p % q < 0 ? (p % q) + q : p % q);
        if (!AreNumbers(a, b))
            throw Mismatch("%", a, b);
        if (Numbers.ToDouble(b) == 0)
            throw new RenderFault("Division by zero.");
        if (IsFloat(a, b))
            return FloorOf(Numbers.ToDouble(a), Numbers.ToDouble(b)).Remainder;
        BigInteger y = Numbers.ToBig(b), rest = BigInteger.Remainder(Numbers.ToBig(a), y);
        return Numbers.Normalise(!rest.IsZero && (rest.Sign < 0) != (y.Sign < 0) ? rest + y : rest);
    }

    public static object? Power(RenderContext context, object? a, object? b)
    {
        if (!AreNumbers(a, b))
            throw Mismatch("**", a, b);
        if (!IsFloat(a, b) && Numbers.ToBig(b).Sign >= 0)
        {
            var value = Numbers.ToBig(a);
            if (value.IsZero || value.IsOne)
                return Numbers.Normalise(Numbers.ToBig(b).IsZero ? BigInteger.One : value);
            var exponent = Numbers.ToIndex(b!);
            if (exponent > MaxPowerBits || exponent * (double)value.ToByteArray().Length * 8 > MaxPowerBits)
                throw new RenderFault("The power is too large to compute.");
            context.Charge(exponent);
            return Numbers.Normalise(BigInteger.Pow(value, exponent));
        }

        double x = Numbers.ToDouble(a), y = Numbers.ToDouble(b);
        if (x == 0 && y < 0)
            throw new RenderFault("Zero cannot be raised to a negative power.");
        if (x < 0 && y != Math.Floor(y))
            throw new RenderFault("A negative number cannot be raised to a fraction.");
        var result = Math.Pow(x, y);
        return double.IsInfinity(result) && !double.IsInfinity(x) && !double.IsInfinity(y)
            ? throw new RenderFault("The power is too large to compute.") : result;
    }

    public static object? Negate(object? a) => a switch
    {
        double number => -number,
        _ when Numbers.IsInteger(a) => Numbers.Normalise(-Numbers.ToBig(a)),
        Undefined missing => throw new RenderFault(missing.Reason),
        _ => throw new RenderFault($"'-' does not work on {TypeNames.Of(a)}."),
    };

    public static object? Plus(object? a) => a switch
    {
        double => a,
        _ when Numbers.IsInteger(a) => Numbers.Normalise(Numbers.ToBig(a)),
        Undefined missing => throw new RenderFault(missing.Reason),
        _ => throw new RenderFault($"'+' does not work on {TypeNames.Of(a)}."),
    };

    public static SpannedString Concatenate(RenderContext context, SpannedString a, SpannedString b)
    {
        if (a.IsMarkup != b.IsMarkup)
            (a, b) = a.IsMarkup ? (a, HtmlText.Escape(context, b)) : (HtmlText.Escape(context, a), b);
        var isMarkup = a.IsMarkup;
        if (a.Length == 0)
            return b;
        if (b.Length == 0)
            return a;
        context.ChargeValue((long)a.Length + b.Length);
        if (a.IsUniform && b.IsUniform && a.FirstMark == b.FirstMark)
            return new SpannedString(a.Text + b.Text, a.FirstMark, isMarkup);
        return context.NewBuilder().Append(a).Append(b).Finish(isMarkup);
    }

    private static SpannedString Repeat(RenderContext context, SpannedString text, int times)
    {
        context.ChargeValue((long)text.Length * times);
        var builder = context.NewBuilder();
        for (var i = 0; i < times && text.Length > 0; i++)
            builder.Append(text);
        return builder.Finish(text.IsMarkup);
    }

    private static TemplateSequence Repeat(RenderContext context, TemplateSequence sequence, int times)
    {
        context.ChargeValue((long)sequence.Count * times);
        var items = new List<object?>();
        for (var i = 0; i < times && sequence.Count > 0; i++)
            items.AddRange(sequence.Items);
        return sequence.With(items);
    }

    // Python's float floor division: the rest takes the sign of the divisor.
    private static (double Quotient, double Remainder) FloorOf(double a, double b)
    {
        var rest = a % b;
        var quotient = (a - rest) / b;
        if (rest != 0 && (rest < 0) != (b < 0))
        {
            rest += b;
            quotient -= 1;
        }

        // Zero takes the sign of the divisor, and as a quotient that of the exact one.
        return (quotient == 0 ? SignedZero(a / b < 0 || (a == 0 && IsNegative(a) != IsNegative(b))) : Math.Round(quotient), rest == 0 ? SignedZero(IsNegative(b)) : rest);
    }

    private static double SignedZero(bool isNegative) => isNegative ? -0.0 : 0.0;

    private static bool IsNegative(double value) => value < 0 || (value == 0 && 1 / value < 0);

    private static BigInteger Limited(RenderContext context, BigInteger value)
    {
        if (value >= long.MinValue && value <= long.MaxValue)
            return value;
        var length = value.ToByteArray().Length;
        context.Charge(length);
        return length > MaxPowerBits / 8 ? throw new RenderFault("The number is too large to compute.") : value;
    }

    private static bool AreNumbers(object? a, object? b) => Numbers.IsNumber(a) && Numbers.IsNumber(b);

    private static bool IsFloat(object? a, object? b) => a is double || b is double;

    private static RenderFault Mismatch(string operation, object? a, object? b) => (a, b) switch
    {
        (Undefined missing, _) => new RenderFault(missing.Reason),
        (_, Undefined missing) => new RenderFault(missing.Reason),
        _ => new RenderFault($"'{operation}' does not work between {TypeNames.Of(a)} and {TypeNames.Of(b)}."
            + (operation == "+" && (a is SpannedString || b is SpannedString) ? " Use '~' to join text with other values." : "")),
    };
}
