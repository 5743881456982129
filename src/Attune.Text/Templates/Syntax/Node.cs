using Attune.Text.Templates.Rendering;

namespace Attune.Text.Templates.Syntax;

/// <summary>A part of a template's tree. Trees do not change after parsing and may be rendered by many threads at once.</summary>
internal abstract class Node(SourceRange range)
{
    public SourceRange Range { get; } = range;
}

/// <summary>
/// A node that has a value. Kinds that nest to the left without end, as <c>a.b.c</c> and <c>a + b + c</c> do, check the
/// stack before they evaluate; brackets are limited by the parser.
/// </summary>
internal abstract class Expression(SourceRange range) : Node(range)
{
    public abstract object? Evaluate(RenderContext context);

    /// <summary>The truth of the value, without the value where that is enough.</summary>
    public virtual bool Holds(RenderContext context) => Truth.Of(Evaluate(context));
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
