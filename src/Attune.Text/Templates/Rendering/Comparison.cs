using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Rendering;

/// <summary>The comparison operators by name, and membership.</summary>
internal static class Comparison
{
    private static readonly Dictionary<string, Func<RenderContext, object?, object?, bool>> s_operations = new(StringComparer.Ordinal)
    {
        ["=="] = static (_, a, b) => ValueEquality.AreEqual(a, b),
        ["!="] = static (_, a, b) => !ValueEquality.AreEqual(a, b),
        ["in"] = static (context, a, b) => Contains(context, b, a),
        ["not in"] = static (context, a, b) => !Contains(context, b, a),
        ["<"] = static (_, a, b) => Ordering.Compare(a, b, "<") < 0,
        ["<="] = static (_, a, b) => Ordering.Compare(a, b, "<=") <= 0,
        [">"] = static (_, a, b) => Ordering.Compare(a, b, ">") > 0,
        [">="] = static (_, a, b) => Ordering.Compare(a, b, ">=") >= 0,
    };

    public static Func<RenderContext, object?, object?, bool> Find(string operation) => s_operations[operation];

    public static bool Contains(RenderContext context, object? container, object? item)
    {
        if (container is SpannedString text)
        {
            context.Charge(text.Length >> 3);
            return item is SpannedString part
                ? text.Text.IndexOf(part.Text, StringComparison.Ordinal) >= 0
                : throw new RenderFault($"Only a string can be in a string, not {TypeNames.Of(item)}.");
        }

        if (container is TemplateDictionary map)
        {
            return ValueEquality.IsHashable(item) ? map.TryGet(item, out _)
                : throw new RenderFault($"{Iteration.Capital(TypeNames.Of(item))} cannot be a key of a dict.");
        }

        var items = Iteration.TryItems(container)
            ?? throw new RenderFault($"'in' needs a string, list or dict on its right, not {TypeNames.Of(container)}.");
        foreach (var candidate in items)
        {
            context.Charge(1);
            if (ValueEquality.AreEqual(candidate, item))
                return true;
        }

        return false;
    }
}
