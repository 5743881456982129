using Attune.Text.Templates.Rendering;

namespace Attune.Text.Templates.Syntax;

/// <summary><c>a &lt; b &lt;= c</c>, <c>a in b</c>: each neighbour is compared, until one comparison fails.</summary>
internal sealed class ComparisonExpression(
    Expression first, IReadOnlyList<(string Operation, Expression Right)> rest, SourceRange range) : Expression(range)
{
    private readonly (string Operation, Expression Right)[] _rest = [.. rest];

    public override object? Evaluate(RenderContext context)
    {
        var left = first.Evaluate(context);
        foreach (var (operation, rightNode) in _rest)
        {
            var right = rightNode.Evaluate(context);
            context.At = this;
            if (!Comparison.Holds(context, operation, left, right))
                return Truth.False;
            left = right;
        }

        return Truth.True;
    }
}
