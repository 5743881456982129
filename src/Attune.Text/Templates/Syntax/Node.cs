using System.Runtime.CompilerServices;
using Attune.Text.Templates.Rendering;

namespace Attune.Text.Templates.Syntax;

/// <summary>A part of a template's tree. Trees do not change after parsing and may be rendered by many threads at once.</summary>
internal abstract class Node(SourceRange range)
{
    public SourceRange Range { get; } = range;
}

/// <summary>
/// A node that has a value. Kinds that nest to the left without end, as <c>a.b.c</c> and <c>a + b + c</c> do, check the
/// stack before they evaluate where they stand high above their leaves; lists, dicts and arguments check it always, and
/// are limited by the parser.
/// </summary>
internal abstract class Expression(SourceRange range, int depth = 1) : Node(range)
{
    private const int UncheckedDepth = 32;

    /// <summary>How many nodes there are from here down to the deepest leaf; lists, dicts and arguments count as leaves.</summary>
    public int Depth { get; } = depth;

    public abstract object? Evaluate(RenderContext context);

    /// <summary>The truth of the value, without the value where that is enough.</summary>
    public virtual bool Holds(RenderContext context) => Truth.Of(Evaluate(context));

    protected static int Above(Expression? a, Expression? b = null, Expression? c = null, Expression? d = null) =>
        1 + Math.Max(Math.Max(a?.Depth ?? 0, b?.Depth ?? 0), Math.Max(c?.Depth ?? 0, d?.Depth ?? 0));

    protected static int Above(IReadOnlyList<Expression> parts)
    {
        var deepest = 0;
        foreach (var part in parts)
            deepest = Math.Max(deepest, part.Depth);
        return 1 + deepest;
    }

    protected void CheckStack()
    {
        if (Depth > UncheckedDepth)
            RuntimeHelpers.EnsureSufficientExecutionStack();
    }
}

/// <summary>A node that writes output or sets variables.</summary>
internal abstract class Statement(SourceRange range) : Node(range)
{
    public abstract Flow Execute(RenderContext context);
}

/// <summary>How execution goes on after a statement.</summary>
internal enum Flow
{
    /// <summary>With the next statement.</summary>
    Next,

    /// <summary>After the innermost loop.</summary>
    Break,

    /// <summary>With the next round of the innermost loop.</summary>
    Continue,
}
