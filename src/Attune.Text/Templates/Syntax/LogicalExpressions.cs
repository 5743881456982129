using Attune.Text.Templates.Rendering;

namespace Attune.Text.Templates.Syntax;

/// <summary><c>a and b</c> or <c>a or b</c>: the value of the operand that decides.</summary>
internal sealed class LogicalExpression(Expression left, Expression right, bool isAnd, SourceRange range)
    : Expression(range, Above(left, right))
{
    public override object? Evaluate(RenderContext context)
    {
        CheckStack();
        var value = left.Evaluate(context);
        return Truth.Of(value) == isAnd ? right.Evaluate(context) : value;
    }

    public override bool Holds(RenderContext context)
    {
        CheckStack();
        return left.Holds(context) == isAnd ? right.Holds(context) : !isAnd;
    }
}

/// <summary><c>not a</c>.</summary>
internal sealed class NotExpression(Expression operand, SourceRange range) : Expression(range, Above(operand))
{
    public override object? Evaluate(RenderContext context) => Truth.Box(!operand.Holds(context));

    public override bool Holds(RenderContext context) => !operand.Holds(context);
}
