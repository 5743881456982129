using Attune.Text.Templates.Builtins;
using Attune.Text.Templates.Formatting;

namespace Attune.Text.Templates.Languages.Scriban.Functions;

/// <summary>The functions <c>html.*</c>.</summary>
internal static class HtmlFunctions
{
    public static BuiltinTable Table { get; } = new BuiltinTable()
        .Add("escape", "/text", (context, a) => HtmlText.Escape(context, StringFunctions.Text(context, a, 0)).AsMarkup(false))
        .Add("url_encode", "/text", (context, a) => UrlText.Encode(context, StringFunctions.Text(context, a, 0)));
}
