using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Syntax;

/// <summary>
/// <c>a + b + c</c>, added from left to right. Texts, which is what chat templates add, are written behind one another
/// once instead of copied at every sign, and neighbouring literals are one; errors are those of adding two by two.
/// </summary>
internal sealed class SumExpression : Expression
{
    private readonly Expression[] _parts;
    private readonly Node[] _signs;

    public SumExpression(IReadOnlyList<Expression> parts, IReadOnlyList<Node> signs, SourceRange range)
        : base(range, Above(parts))
    {
        var joined = new List<Expression> { parts[0] };
        var between = new List<Node>();
        for (var i = 1; i < parts.Count; i++)
        {
            var last = joined.Count - 1;
            if (Literal(joined[last]) is { } left && Literal(parts[i]) is { } right)
            {
                joined[last] = new LiteralExpression(SpannedString.Literal(left + right), joined[last].Range.To(parts[i].Range));
            }
            else
            {
                joined.Add(parts[i]);
                between.Add(signs[i - 1]);
            }
        }

        _parts = [.. joined];
        _signs = [.. between];
    }

    public override object? Evaluate(RenderContext context)
    {
        var builder = SpannedStringBuilder.Rent(context.Options.MaxValueLength);
        var value = Write(context, builder, this, out var isWritten);
        if (isWritten)
            value = builder.ToSpannedString();
        builder.Release();
        return value;
    }

    /// <summary>Writes texts straight to the output; gives back any other value, which the caller writes.</summary>
    public object? WriteTo(RenderContext context, Node output, out bool isWritten) => Write(context, context.Output, output, out isWritten);

    private object? Write(RenderContext context, SpannedStringBuilder to, Node writer, out bool isWritten)
    {
        var start = to.Length;
        var total = _parts[0].Evaluate(context);
        var i = 1;
        isWritten = IsText(total);
        if (isWritten)
            Append(context, to, (SpannedString)total!, writer);

        for (; isWritten && i < _parts.Length; i++)
        {
            var part = _parts[i].Evaluate(context);
            isWritten = IsText(part);
            if (isWritten)
            {
                var text = (SpannedString)part!;
                if (text.Length == 0)
                    continue;
                if (to.Length > start && !context.TryChargeValue((long)to.Length - start + text.Length))
                {
                    context.At = _signs[i - 1];
                    context.ChargeValue((long)to.Length - start + text.Length);
                }

                Append(context, to, text, writer);
            }
            else
            {
                context.At = _signs[i - 1];
                total = Arithmetic.Add(context, to.TakeFrom(start), part);
            }
        }

        for (; i < _parts.Length; i++)
        {
            var part = _parts[i].Evaluate(context);
            context.At = _signs[i - 1];
            total = Arithmetic.Add(context, total, part);
        }

        return total;
    }

    // The place of an error is only noted where there will be one: this is the most frequent step of all.
    private static void Append(RenderContext context, SpannedStringBuilder to, SpannedString text, Node writer)
    {
        if (text.Length > to.Room)
            context.At = writer;
        to.Append(text);
    }

    private static string? Literal(Expression part) => part is LiteralExpression { Value: SpannedString text } ? text.Text : null;

    // Markup escapes what it is added to.
    private static bool IsText(object? value) => value is SpannedString { IsMarkup: false };
}

/// <summary>The place of one sign of a sum with its operands.</summary>
internal sealed class SumSign(SourceRange range) : Node(range);
