using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Syntax;

/// <summary>Text outside of tags, or a text that a tag spells out.</summary>
internal sealed class TextStatement(string text, SourceRange range) : Statement(range)
{
    public string Text { get; } = text;

    public override Flow Execute(RenderContext context)
    {
        if (Text.Length > context.Output.Room)
            context.At = this;
        context.Output.Append(Text, Mark.Template);
        return Flow.Next;
    }
}

/// <summary>Texts behind one another, written as one. Where they do not fit, the one that is too long is at fault.</summary>
internal sealed class JoinedTextStatement(IReadOnlyList<TextStatement> parts)
    : Statement(parts[0].Range.To(parts[parts.Count - 1].Range))
{
    private readonly string _text = string.Concat(parts.Select(part => part.Text));

    public override Flow Execute(RenderContext context)
    {
        if (_text.Length <= context.Output.Room)
        {
            context.Output.Append(_text, Mark.Template);
            return Flow.Next;
        }

        foreach (var part in parts)
            part.Execute(context);
        return Flow.Next;
    }

    /// <summary>The same statements, of which neighbouring texts are one.</summary>
    public static Statement[] Join(IReadOnlyList<Statement> statements)
    {
        var joined = new List<Statement>(statements.Count);
        for (var i = 0; i < statements.Count;)
        {
            var texts = statements.Skip(i).Select(AsText).TakeWhile(text => text is not null).Select(text => text!).ToList();
            if (texts.Count > 0)
                joined.Add(texts.Count == 1 ? texts[0] : new JoinedTextStatement(texts));
            else
                joined.Add(statements[i]);
            i += Math.Max(1, texts.Count);
        }

        return [.. joined];
    }

    private static TextStatement? AsText(Statement statement) => statement as TextStatement
        ?? (statement is OutputStatement { Literal: { } text } output ? new TextStatement(text, output.Range) : null);
}
