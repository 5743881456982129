using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Builtins;

/// <summary>The argument <c>attribute='a.b.0'</c> of filters: a path of names and numbers.</summary>
internal static class AttributeGetter
{
    public static Func<object?, object?> For(object? attribute, object? whenMissing = null, bool ignoreCase = false, RenderContext? context = null)
    {
        var path = Path(attribute);
        return item =>
        {
            foreach (var part in path)
            {
                item = Subscript.Item(item, part);
                if (whenMissing is not null && item is Undefined)
                    item = whenMissing;
            }

            return ignoreCase ? IgnoreCase(item, context!) : item;
        };
    }

    /// <summary>Lower case for strings: how sorting and grouping compare unless told otherwise.</summary>
    public static object? IgnoreCase(object? value, RenderContext context) =>
        value is SpannedString text ? CaseMapping.Lower(context, text) : value;

    private static object?[] Path(object? attribute)
    {
        if (Numbers.IsInteger(attribute))
            return [attribute];
        if (attribute is not SpannedString text)
            throw new RenderFault(attribute is Undefined missing ? missing.Reason : $"An attribute is named by a string or number, not {TypeNames.Of(attribute)}.");
        var names = text.Text.Split('.');
        var path = new object?[names.Length];
        for (var i = 0; i < names.Length; i++)
            path[i] = names[i].Length is > 0 and < 10 && IsDigits(names[i]) ? NumberFilters.ReadInteger(names[i], 10) : SpannedString.Literal(names[i]);
        return path;
    }

    private static bool IsDigits(string text)
    {
        foreach (var character in text)
        {
            if (!CharacterClasses.IsAsciiDigit(character))
                return false;
        }

        return true;
    }
}
