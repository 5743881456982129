using Attune.Text.Templates.Formatting;
using Attune.Text.Templates.Rendering;

namespace Attune.Text.Templates.Syntax;

/// <summary>An arithmetic operator between two values.</summary>
internal sealed class ArithmeticExpression(string operation, Expression left, Expression right, SourceRange range)
    : Expression(range, Above(left, right))
{
    private readonly Func<RenderContext, object?, object?, object?> _operation = Arithmetic.Find(operation);

    public override object? Evaluate(RenderContext context)
    {
        CheckStack();
        var a = left.Evaluate(context);
        var b = right.Evaluate(context);
        context.At = this;
        return _operation(context, a, b);
    }
}

/// <summary><c>-a</c> or <c>+a</c>.</summary>
internal sealed class SignExpression(bool isMinus, Expression operand, SourceRange range) : Expression(range, Above(operand))
{
    public override object? Evaluate(RenderContext context)
    {
        var value = operand.Evaluate(context);
        context.At = this;
        return isMinus ? Arithmetic.Negate(value) : Arithmetic.Plus(value);
    }
}

/// <summary><c>a ~ b ~ c</c>: the texts of values, joined.</summary>
internal sealed class ConcatenationExpression(IReadOnlyList<Expression> parts, SourceRange range) : Expression(range, Above(parts))
{
    public override object? Evaluate(RenderContext context)
    {
        var builder = context.NewBuilder();
        foreach (var part in parts)
        {
            var value = part.Evaluate(context);
            context.At = this;
            ValueText.WriteStr(context, value, builder);
        }

        context.Charge(builder.Length);
        return builder.Finish();
    }
}
