using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Syntax;

/// <summary><c>{% filter name %}...{% endfilter %}</c>.</summary>
internal sealed class FilterBlockStatement(IReadOnlyList<FilterCall> filters, Body body, SourceRange range) : Statement(range)
{
    public override Flow Execute(RenderContext context)
    {
        object? value = body.Capture(context);
        foreach (var filter in filters)
            value = filter.Apply(context, value);
        context.At = this;
        context.Output.Append(value as SpannedString
            ?? throw new RenderFault($"The filters of a filter block must give text, not {TypeNames.Of(value)}."));
        return Flow.Next;
    }
}

/// <summary><c>{% generation %}...{% endgeneration %}</c>: what the model is to write. Of nested blocks the outermost counts.</summary>
internal sealed class GenerationStatement(Body body, SourceRange range) : Statement(range)
{
    public override Flow Execute(RenderContext context)
    {
        var generation = context.NextGeneration();
        var start = context.Output.Length;
        body.ExecuteInScope(context);
        context.Output.MarkGeneration(start, generation);
        return Flow.Next;
    }
}

/// <summary>
/// <c>{% block name %}...{% endblock %}</c>: without inheritance it is its content. Unless it is scoped it sees the names
/// of the template and none of the loops and blocks that it stands in.
/// </summary>
internal sealed class BlockStatement(Body body, Scope? root, SourceRange range) : Statement(range)
{
    public override Flow Execute(RenderContext context)
    {
        var outer = context.Frame;
        if (root is not null)
            context.Frame = FrameOf(outer);
        try
        {
            body.ExecuteInScope(context);
        }
        finally
        {
            context.Frame = outer;
        }

        return Flow.Next;
    }

    // The outermost frame is the render's own; the template's is inside it, if it has names at all.
    private Frame FrameOf(Frame frame)
    {
        var inside = frame;
        for (; frame.Parent is not null; frame = frame.Parent)
            inside = frame;
        return root!.Count > 0 ? inside : frame;
    }
}
