using System.Numerics;
using Attune.Text.Templates.Builtins;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Languages.Scriban.Functions;

/// <summary>The functions <c>math.*</c>.</summary>
internal static class MathFunctions
{
    public static BuiltinTable Table { get; } = new BuiltinTable()
        .Add("abs", "/value", (_, a) => Numbers.IsInteger(a[0]) ? Numbers.Normalise(BigInteger.Abs(Numbers.ToBig(a[0]))) : Math.Abs(Number(a, 0)))
        .Add("ceil", "/value", (_, a) => Numbers.IsInteger(a[0]) ? a[0] : Math.Ceiling(Number(a, 0)))
        .Add("floor", "/value", (_, a) => Numbers.IsInteger(a[0]) ? a[0] : Math.Floor(Number(a, 0)))
        .Add("round", "/value precision?", (_, a) => Numbers.IsInteger(a[0]) ? a[0] : Math.Round(Number(a, 0), Precision(a)))
        .Add("plus", "/value with", (context, a) => Arithmetic.Add(context, Checked(a, 0), Checked(a, 1)))
        .Add("minus", "/value with", (_, a) => Arithmetic.Subtract(Checked(a, 0), Checked(a, 1)))
        .Add("times", "/value with", (context, a) => Arithmetic.Multiply(context, Checked(a, 0), Checked(a, 1)))
        .Add("divided_by", "/value divisor", DividedBy)
        .Add("modulo", "/value with", (context, a) => ScribanOperators.Find("%").Call(context, new Arguments([Checked(a, 0), Checked(a, 1)], Arguments.NoKeywords)))
        .Add("is_number", "/value", (_, a) => Truth.Box(a[0] is not bool && Numbers.IsNumber(a[0])));

    private static object? Checked(BoundArguments a, int index) => Numbers.IsNumber(a[index]) ? a[index] : throw a.Wrong(index, "a number");

    private static double Number(BoundArguments a, int index) => Numbers.ToDouble(Checked(a, index));

    private static int Precision(BoundArguments a) => Math.Min(15, Math.Max(0, a.IntOr(1, 0)));

    // By an integer the result is one too, rounded down.
    private static object? DividedBy(RenderContext context, BoundArguments a)
    {
        var quotient = Arithmetic.Divide(Checked(a, 0), Checked(a, 1));
        return Numbers.IsInteger(a[1]) ? Arithmetic.FloorDivide(a[0], a[1]) is double whole ? Numbers.Normalise(new BigInteger(whole)) : Arithmetic.FloorDivide(a[0], a[1]) : quotient;
    }
}
