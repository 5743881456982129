using Attune.Text.Templates.Builtins;
using Attune.Text.Templates.Formatting;
using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Languages.Scriban.Functions;

/// <summary>The functions <c>object.*</c>.</summary>
internal static class ObjectFunctions
{
    public static BuiltinTable Table { get; } = new BuiltinTable()
        .Add("default", "/value otherwise", (_, a) => a[0] is null or Undefined or SpannedString { Length: 0 } ? a[1] : a[0])
        .Add("size", "/value", (_, a) => Iteration.KnownCount(a[0]) is var count and >= 0 ? (long)count : 0L)
        .Add("keys", "/value", (_, a) => new TemplateList([.. Map(a).Keys]))
        .Add("values", "/value", (_, a) => new TemplateList([.. new DictionaryView(Map(a), "values").Items]))
        .Add("has_key", "/value key", (context, a) => Truth.Box(Map(a).TryGet(a.Text(1), out _)))
        .Add("to_json", "/value", (context, a) => JsonText.Write(
            context, a[0] is Undefined ? null : a[0], new JsonTextOptions { ItemSeparator = ",", KeySeparator = ":" }));

    private static TemplateDictionary Map(BoundArguments a) => a[0] as TemplateDictionary ?? throw a.Wrong(0, "an object");
}
