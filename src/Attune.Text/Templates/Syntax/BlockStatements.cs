using Attune.Text.Templates.Formatting;
using Attune.Text.Templates.Rendering;

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
        ValueText.WriteStr(context, value, context.Output);
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

/// <summary><c>{% block name %}...{% endblock %}</c>: without inheritance it is its content.</summary>
internal sealed class BlockStatement(Body body, SourceRange range) : Statement(range)
{
    public override Flow Execute(RenderContext context)
    {
        body.ExecuteInScope(context);
        return Flow.Next;
    }
}
