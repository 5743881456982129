using Attune.Pretrain.Grammars;

namespace Attune.Pretrain.Families.Prose;

/// <summary>Paragraphs of unrelated sentences: every word in many places.</summary>
internal static class VocabularyText
{
    private static readonly string[][] s_mixes =
    [
        ["sentence"], ["sentence", "sentence", "question"], ["business"], ["tech"], ["business", "sentence"], ["tech", "question"], ["sentence", "business", "tech", "question"],
    ];

    public static CorpusDocument Write(Page page)
    {
        string[] rules = page.Draw.Pick(s_mixes);
        if (page.Draw.Chance(0.25))
        {
            string mark = page.Draw.Pick(["", "- ", "* "]);
            string lines = string.Join('\n', Enumerable.Range(0, page.Draw.Between(4, 12)).Select(_ => mark + ProseText.Sentence(page, page.Draw.Pick(rules))));
            return Documents.Plain(lines);
        }

        int paragraphs = page.Draw.Between(1, 3);
        return Documents.Plain(string.Join("\n\n", Enumerable.Range(0, paragraphs).Select(_ => ProseText.Paragraph(page, page.Draw.Between(3, 7), rules))));
    }
}
