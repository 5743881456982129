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

    // The text of a part that the template spells out, otherwise null.
    private readonly string?[] _literals;

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
        _literals = [.. joined.Select(Literal)];
    }

    public override object? Evaluate(RenderContext context)
    {
        var total = _parts[0].Evaluate(context);
        if (!IsText(total))
            return AddRest(context, total, 1);
        var pieces = new SpannedString[_parts.Length];
        int count = 0, length = 0;
        Note((SpannedString)total!);
        for (var i = 1; i < _parts.Length; i++)
        {
            var part = _parts[i].Evaluate(context);
            if (!IsText(part))
                return AddTo(context, SpannedString.OfPieces(pieces, count, length), part, i);
            var text = (SpannedString)part!;
            if (text.Length > 0 && length > 0)
                ChargeSum(context, i, (long)length + text.Length);
            Note(text);
        }

        return SpannedString.OfPieces(pieces, count, length);

        void Note(SpannedString text)
        {
            if (text.Length == 0)
                return;
            if (text.Length > context.Options.MaxValueLength - length)
            {
                context.At = this;
                throw SpannedStringBuilder.TooLong(context.Options.MaxValueLength);
            }

            pieces[count++] = text;
            length += text.Length;
        }
    }

    /// <summary>Writes texts straight to the output; gives back any other value, which the caller writes.</summary>
    public object? WriteTo(RenderContext context, Node output, out bool isWritten)
    {
        var to = context.Output;
        var start = to.Length;
        for (var i = 0; i < _parts.Length; i++)
        {
            var literal = _literals[i];
            var part = literal is null ? _parts[i].Evaluate(context) : null;
            isWritten = literal is not null || IsText(part);
            if (!isWritten)
                return i == 0 ? AddRest(context, part, 1) : AddTo(context, to.TakeFrom(start), part, i);
            var text = part as SpannedString;
            var length = literal?.Length ?? text!.Length;
            if (length == 0)
                continue;
            if (to.Length > start)
                ChargeSum(context, i, (long)to.Length - start + length);
            // The place of an error is only noted where there will be one: this is the most frequent step of all.
            if (length > to.Room)
                context.At = output;
            if (literal is not null)
                to.Append(literal, Mark.Template);
            else
                to.Append(text!);
        }

        isWritten = true;
        return null;
    }

    private object? AddTo(RenderContext context, SpannedString sum, object? part, int index)
    {
        context.At = _signs[index - 1];
        return AddRest(context, Arithmetic.Add(context, sum, part), index + 1);
    }

    private object? AddRest(RenderContext context, object? total, int from)
    {
        for (var i = from; i < _parts.Length; i++)
        {
            var part = _parts[i].Evaluate(context);
            context.At = _signs[i - 1];
            total = Arithmetic.Add(context, total, part);
        }

        return total;
    }

    private void ChargeSum(RenderContext context, int part, long length)
    {
        if (context.TryChargeValue(length))
            return;
        context.At = _signs[part - 1];
        context.ChargeValue(length);
    }

    private static string? Literal(Expression part) => part is LiteralExpression { Value: SpannedString text } ? text.Text : null;

    // Markup escapes what it is added to.
    private static bool IsText(object? value) => value is SpannedString { IsMarkup: false };
}

/// <summary>The place of one sign of a sum with its operands.</summary>
internal sealed class SumSign(SourceRange range) : Node(range);
