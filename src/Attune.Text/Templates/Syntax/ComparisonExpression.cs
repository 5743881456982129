using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Syntax;

/// <summary><c>a &lt; b &lt;= c</c>, <c>a in b</c>: each neighbour is compared, until one comparison fails.</summary>
internal sealed class ComparisonExpression : Expression
{
    private readonly Expression _first;
    private readonly (Func<RenderContext, object?, object?, bool> Operation, Expression Right)[] _rest;

    // The text of a == 'text', by far the most frequent comparison of chat templates.
    private readonly string? _text;

    // What a single == or != compares with, and whether it wants equality.
    private readonly Expression? _other;
    private readonly bool _wantsEqual;

    public ComparisonExpression(Expression first, IReadOnlyList<(string Operation, Expression Right)> rest, SourceRange range)
        : base(range, Math.Max(Above(first), Above([.. rest.Select(part => part.Right)])))
    {
        _first = first;
        _rest = new (Func<RenderContext, object?, object?, bool>, Expression)[rest.Count];
        for (var i = 0; i < _rest.Length; i++)
            _rest[i] = (Comparison.Find(rest[i].Operation), rest[i].Right);
        if (rest.Count == 1 && rest[0].Operation is "==" or "!=")
        {
            _other = rest[0].Right;
            _text = ((_other as LiteralExpression)?.Value as SpannedString)?.Text;
            _wantsEqual = rest[0].Operation == "==";
        }
    }

    public override object? Evaluate(RenderContext context) => Truth.Box(Holds(context));

    public override bool Holds(RenderContext context)
    {
        var left = _first.Evaluate(context);
        if (_text is not null)
            return (left is SpannedString text && text.Text == _text) == _wantsEqual;

        if (_other is not null)
        {
            var right = _other.Evaluate(context);
            context.At = this;
            return ValueEquality.AreEqual(left, right) == _wantsEqual;
        }

        foreach (var (operation, rightNode) in _rest)
        {
            var right = rightNode.Evaluate(context);
            context.At = this;
            if (!operation(context, left, right))
                return false;
            left = right;
        }

        return true;
    }
}
