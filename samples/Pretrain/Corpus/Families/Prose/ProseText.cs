using System.Text;
using Attune.Pretrain.Grammars;

namespace Attune.Pretrain.Families.Prose;

/// <summary>Joins sentences into paragraphs.</summary>
internal static class ProseText
{
    /// <summary>A sentence of the rule with a capital first letter.</summary>
    public static string Sentence(Page page, string rule) => Inflection.Capital(page.Say(rule));

    public static string Paragraph(Page page, int sentences, params string[] rules)
    {
        var text = new StringBuilder();
        for (int i = 0; i < sentences; i++)
        {
            if (i > 0)
                text.Append(' ');
            text.Append(Sentence(page, page.Draw.Pick(rules)));
        }

        return text.ToString();
    }

    /// <summary>A capital letter at the start of every sentence.</summary>
    public static string Capitals(string text)
    {
        var letters = new StringBuilder(text);
        for (int at = 0; at < text.Length; at++)
        {
            if (at == 0 || (at > 1 && text[at - 1] == ' ' && (text[at - 2] is '.' or '?' or '!')))
                letters[at] = char.ToUpperInvariant(text[at]);
        }

        return letters.ToString();
    }

    /// <summary>Fills each template, capitalises it and joins with spaces.</summary>
    public static string Filled(Page page, IEnumerable<string> templates) =>
        string.Join(' ', templates.Select(template => Capitals(page.Fill(template))));

    /// <summary>Some of the items, in their order.</summary>
    public static List<T> Some<T>(Page page, IReadOnlyList<T> items, int count)
    {
        var chosen = new List<T>(count);
        for (int i = 0; i < items.Count && chosen.Count < count; i++)
        {
            if (page.Draw.Below(items.Count - i) < count - chosen.Count)
                chosen.Add(items[i]);
        }

        return chosen;
    }
}
