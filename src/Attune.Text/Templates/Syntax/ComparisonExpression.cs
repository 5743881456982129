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
    private readonly bool _textIsWanted;

    public ComparisonExpression(Expression first, IReadOnlyList<(string Operation, Expression Right)> rest, SourceRange range)
        : base(range, Math.Max(Above(first), Above([.. rest.Select(part => part.Right)])))
    {
        _first = first;
        _rest = new (Func<RenderContext, object?, object?, bool>, Expression)[rest.Count];
        for (var i = 0; i < _rest.Length; i++)
            _rest[i] = (Comparison.Find(rest[i].Operation), rest[i].Right);
        if (rest.Count == 1 && rest[0].Operation is "==" or "!=" && rest[0].Right is LiteralExpression { Value: SpannedString text })
        {
            _text = text.Text;
            _textIsWanted = rest[0].Operation == "==";
        }
    }

    public override object? Evaluate(RenderContext context) => Truth.Box(Holds(context));

    public override bool Holds(RenderContext context)
    {
        var left = _first.Evaluate(context);
        if (_text is not null)
        {
            context.At = this;
            return (left is SpannedString text && text.Text == _text) == _textIsWanted;
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
