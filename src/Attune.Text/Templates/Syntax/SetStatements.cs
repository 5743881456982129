using Attune.Text.Templates.Rendering;

namespace Attune.Text.Templates.Syntax;

/// <summary><c>{% set target = value %}</c>.</summary>
internal sealed class SetStatement(AssignmentTarget target, Expression value, SourceRange range) : Statement(range)
{
    public override Flow Execute(RenderContext context)
    {
        target.Assign(context, value.Evaluate(context));
        return Flow.Next;
    }
}

/// <summary><c>{% set target %}...{% endset %}</c>: what the body writes, after the filters.</summary>
internal sealed class SetBlockStatement(AssignmentTarget target, IReadOnlyList<FilterCall> filters, Body body, SourceRange range) : Statement(range)
{
    public override Flow Execute(RenderContext context)
    {
        object? value = body.Capture(context);
        foreach (var filter in filters)
            value = filter.Apply(context, value);
        target.Assign(context, value);
        return Flow.Next;
    }
}

/// <summary><c>{% with name = value %}...{% endwith %}</c>: the values do not see the names.</summary>
internal sealed class WithStatement(
    IReadOnlyList<(AssignmentTarget Target, Expression Value)> assignments, Body body, Scope scope, SourceRange range) : Statement(range)
{
    public override Flow Execute(RenderContext context)
    {
        var values = new object?[assignments.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = assignments[i].Value.Evaluate(context);
        var outer = context.Frame;
        if (scope.Count > 0)
            context.Frame = new Frame(scope.Count, outer);
        try
        {
            for (var i = 0; i < values.Length; i++)
                assignments[i].Target.Assign(context, values[i]);
            return body.Execute(context);
        }
        finally
        {
            context.Frame = outer;
        }
    }
}
