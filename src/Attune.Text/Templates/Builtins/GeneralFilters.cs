using Attune.Text.Templates.Formatting;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Builtins;

/// <summary>Filters on any value.</summary>
internal static class GeneralFilters
{
    public static void AddTo(BuiltinTable table) => table
        .Add("default", "value default_value? boolean?", Default)
        .Alias("d", "default")
        .Add("attr", "obj name", Attribute)
        .Add("string", "value", (_, a) => a.Str(0))
        .Add("pprint", "value", (context, a) => PrettyText.Write(context, a[0]))
        .Add(
            "tojson", "value ensure_ascii? indent? separators? sort_keys?", ToJson,
            static (context, value) => JsonText.Write(context, value, JsonTextOptions.Default))
        .Add("items", "value", (_, a) => new OneShotSequence(Items(a)))
        .Add("length", "value", static (_, a) => Length(a[0]), static (_, value) => Length(value))
        .Alias("count", "length");

    private static object? Default(RenderContext context, BoundArguments a) =>
        a[0] is Undefined || (a.Flag(2, false) && !Truth.Of(a[0])) ? a.Or(1, SpannedString.Empty) : a[0];

    private static object? Attribute(RenderContext context, BoundArguments a)
    {
        if (a[0] is Undefined missing)
            throw new RenderFault(missing.Reason);
        var name = a.Str(1).Text;
        return Subscript.TryOwnAttribute(a[0], name, out var value) ? value : Undefined.Attribute(a[0], name);
    }

    private static object? Length(object? value) => Iteration.KnownCount(value) is var count and >= 0
        ? Numbers.Box(count)
        : throw new RenderFault($"{Iteration.Capital(TypeNames.Of(value))} has no length."
            + (value is OneShotSequence ? " Put '| list' before it." : ""));

    // Lazy as in Jinja2: what is no dict is an error only once it is looped over.
    private static IEnumerable<object?> Items(BoundArguments a)
    {
        if (a[0] is Undefined)
            yield break;
        var map = a[0] as TemplateDictionary ?? throw a.Wrong(0, "a dict");
        foreach (var item in new DictionaryView(map, "items").Items)
            yield return item;
    }

    private static object? ToJson(RenderContext context, BoundArguments a)
    {
        var indent = Indent(context, a);
        var options = new JsonTextOptions
        {
            AsciiOnly = a.Flag(1, false),
            Indent = indent,
            ItemSeparator = indent is null ? ", " : ",",
            SortKeys = a.Flag(4, false),
        };
        if (a.HasValue(3))
        {
            if (a[3] is not TemplateSequence { Count: 2 } separators
                || separators.Items[0] is not SpannedString item || separators.Items[1] is not SpannedString key)
            {
                throw a.Wrong(3, "a pair of strings");
            }

            options = options with { ItemSeparator = item.Text, KeySeparator = key.Text };
        }

        return JsonText.Write(context, a[0], options);
    }

    private static string? Indent(RenderContext context, BoundArguments a)
    {
        if (!a.HasValue(2))
            return null;
        if (a[2] is SpannedString text)
            return text.Text;
        var width = Math.Max(0, a.Int(2));
        context.ChargeValue(width);
        return new string(' ', width);
    }
}
