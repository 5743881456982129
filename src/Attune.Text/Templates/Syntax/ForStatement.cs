using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Syntax;

/// <summary><c>{% for %}</c>: each round starts with fresh variables; slot 0 of its scope is <c>loop</c>.</summary>
internal sealed class ForStatement(
    AssignmentTarget target, Expression items, LoopFilter? filter, bool isRecursive, Body body, Scope scope, Body? otherwise, SourceRange range)
    : Statement(range)
{
    // Slots 0 and 1 are mostly loop and its one target, which each round sets anyway.
    private readonly int _firstToClear = target is NameTarget { Slot: 1 } ? 2 : 1;

    public override Flow Execute(RenderContext context)
    {
        Run(context, items.Evaluate(context), 0);
        return Flow.Next;
    }

    private void Run(RenderContext context, object? value, int depth)
    {
        context.At = items;
        var outer = context.Frame;
        var loop = Loop(context, value, depth, outer);
        var frame = new Frame(scope.Count, outer);
        context.Frame = frame;
        try
        {
            while (loop.MoveNext())
            {
                context.Charge(1);
                frame.Clear(_firstToClear);
                frame.Slots[0].Set(loop);
                context.At = this;
                target.Assign(context, loop.Current);
                if (body.Execute(context) == Flow.Break)
                    break;
            }
        }
        finally
        {
            context.Frame = outer;
        }

        if (loop.Index0 < 0)
            otherwise?.ExecuteInScope(context);
    }

    private LoopState Loop(RenderContext context, object? value, int depth, Frame outer)
    {
        var recurse = isRecursive ? Recursion(outer) : null;
        if (filter is null && value is TemplateSequence sequence)
            return new LoopState(sequence.Items, depth, recurse);
        var walk = Iteration.Items(value);
        if (filter is not null)
            walk = filter.Select(context, walk, outer);
        return new LoopState(walk.GetEnumerator(), filter is null ? Iteration.KnownCount(value) : -1, depth, recurse);
    }

    private Func<RenderContext, object?, int, object?> Recursion(Frame outer) => (context, next, level) => Recurse(context, next, level, outer);

    private SpannedString Recurse(RenderContext context, object? value, int depth, Frame definition)
    {
        context.Enter();
        var outer = context.Frame;
        context.Frame = definition;
        try
        {
            return context.Capture(c => Run(c, value, depth));
        }
        finally
        {
            context.Frame = outer;
            context.Leave();
        }
    }
}

/// <summary>The <c>if</c> of a for statement; it sees the loop's targets but not <c>loop</c>.</summary>
internal sealed class LoopFilter(AssignmentTarget target, Expression test, Scope scope)
{
    public IEnumerable<object?> Select(RenderContext context, IEnumerable<object?> items, Frame outer)
    {
        foreach (var item in items)
        {
            context.Charge(1);
            if (Accepts(context, item, outer))
                yield return item;
        }
    }

    private bool Accepts(RenderContext context, object? item, Frame outer)
    {
        var current = context.Frame;
        context.Frame = scope.Count == 0 ? outer : new Frame(scope.Count, outer);
        try
        {
            target.Assign(context, item);
            return Truth.Of(test.Evaluate(context));
        }
        finally
        {
            context.Frame = current;
        }
    }
}

/// <summary><c>{% break %}</c> or <c>{% continue %}</c>.</summary>
internal sealed class LoopControlStatement(Flow flow, SourceRange range) : Statement(range)
{
    public override Flow Execute(RenderContext context) => flow;
}
