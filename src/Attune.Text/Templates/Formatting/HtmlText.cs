using Attune.Text.Templates.Rendering;
using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Formatting;

/// <summary>Escaping for HTML, as MarkupSafe does it.</summary>
internal static class HtmlText
{
    /// <summary>The text as markup; what already is markup stays as it is.</summary>
    public static SpannedString Escape(RenderContext context, SpannedString text)
    {
        if (text.IsMarkup)
            return text;
        var builder = context.NewBuilder();
        var from = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var escape = text.Text[i] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '\'' => "&#39;",
                '"' => "&#34;",
                _ => null,
            };
            if (escape is null)
                continue;
            builder.Append(text, from, i - from).Append(escape, text.MarkAt(i));
            from = i + 1;
        }

        return builder.Append(text, from, text.Length - from).Finish(isMarkup: true);
    }
}
