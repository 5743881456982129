using Attune.Text.Templates.Builtins;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Rendering;

/// <summary><c>a.b</c> and <c>a[b]</c>: an attribute first and an item second, or the other way round, as Jinja has it.</summary>
internal static class Subscript
{
    public static object? Attribute(object? owner, string name)
    {
        if (owner is Undefined missing)
            throw new RenderFault(missing.Reason);
        if (TryOwnAttribute(owner, name, out var attribute))
            return attribute;
        return owner is TemplateDictionary map && map.TryGet(name, out var value) ? value : Undefined.Attribute(owner, name);
    }

    public static object? Item(object? owner, object? key)
    {
        switch (owner)
        {
            case Undefined missing:
                throw new RenderFault(missing.Reason);
            case TemplateDictionary map when ValueEquality.IsHashable(key) && map.TryGet(key, out var value):
                return value;
            case TemplateSequence sequence when Numbers.IsInteger(key):
                return At(sequence.Count, key!, out var at) ? sequence.Items[at] : Undefined.Item(owner, key);
            case SpannedString text when Numbers.IsInteger(key):
                return At(text.CodePoints, key!, out var point) ? Slicing.CodePointAt(text, point) : Undefined.Item(owner, key);
            case NumberRange range when Numbers.IsInteger(key):
                return At(range.Count, key!, out var index) ? range[index] : Undefined.Item(owner, key);
        }

        if (key is SpannedString name && TryOwnAttribute(owner, name.Text, out var attribute))
            return attribute;
        return Undefined.Item(owner, key);
    }

    /// <summary>What Python's getattr finds.</summary>
    public static bool TryOwnAttribute(object? owner, string name, out object? value)
    {
        switch (owner)
        {
            case Namespace space:
                return space.Attributes.TryGet(name, out value);
            case LoopState loop:
                return loop.TryAttribute(name, out value);
            case GroupTuple group when name is "grouper" or "list":
                value = group.Items[name == "list" ? 1 : 0];
                return true;
        }

        value = owner switch
        {
            Macro macro => macro.Attribute(name),
            Cycler cycler => cycler.Attribute(name),
            _ => Methods.Find(owner, name),
        };
        return value is not null;
    }

    private static bool At(int count, object key, out int index)
    {
        index = Numbers.ToIndex(key);
        if (index < 0)
            index += count;
        return index >= 0 && index < count;
    }
}
