using System.Runtime.CompilerServices;
using Attune.Text.Templates.Rendering;

namespace Attune.Text.Templates.Syntax;

/// <summary><c>a.name</c>.</summary>
internal sealed class AttributeExpression(Expression owner, string name, SourceRange range) : Expression(range)
{
    public Expression Owner { get; } = owner;

    public string Name { get; } = name;

    public override object? Evaluate(RenderContext context)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var value = Owner.Evaluate(context);
        context.At = this;
        return Subscript.Attribute(value, Name);
    }
}

/// <summary><c>a[key]</c>.</summary>
internal sealed class ItemExpression(Expression owner, Expression key, SourceRange range) : Expression(range)
{
    public Expression Key { get; } = key;

    public override object? Evaluate(RenderContext context)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var value = owner.Evaluate(context);
        var index = Key.Evaluate(context);
        context.At = this;
        return Subscript.Item(value, index);
    }
}

/// <summary><c>a[start:stop:step]</c>.</summary>
internal sealed class SliceExpression(Expression owner, Expression? start, Expression? stop, Expression? step, SourceRange range) : Expression(range)
{
    public override object? Evaluate(RenderContext context)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var value = owner.Evaluate(context);
        var from = start?.Evaluate(context);
        var to = stop?.Evaluate(context);
        var by = step?.Evaluate(context);
        context.At = this;
        return Slicing.Slice(context, value, from, to, by);
    }
}
