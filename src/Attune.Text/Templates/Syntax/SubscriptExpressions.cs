using Attune.Text.Templates.Builtins;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Syntax;

/// <summary><c>a.name</c>.</summary>
internal sealed class AttributeExpression(Expression owner, string name, SourceRange range) : Expression(range, Above(owner))
{
    // A dict has its own attributes first: d.items is the method, whatever the keys.
    private readonly bool _isDictionaryMethod = Methods.IsOfDictionary(name);

    private readonly Func<LoopState, object?>? _ofLoop = LoopState.Attribute(name);

    public Expression Owner { get; } = owner;

    public string Name { get; } = name;

    public override object? Evaluate(RenderContext context)
    {
        CheckStack();
        var value = Owner.Evaluate(context);
        context.At = this;
        if (value is TemplateDictionary map && !_isDictionaryMethod)
            return map.TryGet(Name, out var found) ? found : Undefined.Attribute(map, Name);
        return value is LoopState loop && _ofLoop is not null ? _ofLoop(loop) : Subscript.Attribute(value, Name);
    }
}

/// <summary><c>a[key]</c>.</summary>
internal sealed class ItemExpression(Expression owner, Expression key, SourceRange range) : Expression(range, Above(owner, key))
{
    public Expression Owner { get; } = owner;

    public Expression Key { get; } = key;

    /// <summary>The key where it is a text that the template spells out.</summary>
    public string? TextKey { get; } = ((key as LiteralExpression)?.Value as SpannedString)?.Text;

    // The key where it is a number that the template spells out.
    private readonly int _index = (key as LiteralExpression)?.Value is long and >= 0 and <= int.MaxValue and var number ? (int)number : -1;

    public override object? Evaluate(RenderContext context)
    {
        CheckStack();
        var value = Owner.Evaluate(context);
        if (TextKey is not null && value is TemplateDictionary map && map.TryGet(TextKey, out var found))
            return found;
        if (_index >= 0 && value is TemplateList list && _index < list.Count)
            return list.Items[_index];
        var index = Key.Evaluate(context);
        context.At = this;
        return Subscript.Item(value, index);
    }
}

/// <summary><c>a[start:stop:step]</c>.</summary>
internal sealed class SliceExpression(Expression owner, Expression? start, Expression? stop, Expression? step, SourceRange range)
    : Expression(range, Above(owner, start, stop, step))
{
    public override object? Evaluate(RenderContext context)
    {
        CheckStack();
        var value = owner.Evaluate(context);
        var from = start?.Evaluate(context);
        var to = stop?.Evaluate(context);
        var by = step?.Evaluate(context);
        context.At = this;
        return Slicing.Slice(context, value, from, to, by);
    }
}
