using Attune.Pretrain.Families.Exercises;
using Attune.Pretrain.Families.Prose;
using Attune.Pretrain.Families.Service;
using Attune.Pretrain.Families.Structured;
using Attune.Pretrain.Randomness;

namespace Attune.Pretrain.Families;

/// <summary>All families and their weights (documents, not characters: about half of the text is chat).</summary>
internal static class FamilyList
{
    public static readonly Family[] All =
    [
        new("prose/vocabulary", 150, VocabularyText.Write),
        new("prose/story", 90, Stories.Write),
        new("prose/how-to", 60, HowTos.Write),
        new("prose/description", 90, Pages.Describe),
        new("prose/letter", 60, Pages.Letter),
        new("prose/talk", 50, Pages.Talk),
        new("prose/news", 40, Pages.News),
        new("prose/faq", 50, Support.Faq),
        new("prose/messages", 100, Support.Grouped),
        new("prose/code", 60, CodeText.Write),
        new("prose/table", 30, Records.Lines),
        new("chat/label", 110, Classification.Single),
        new("chat/labels", 50, Classification.Several),
        new("chat/label-list", 60, Classification.FromList),
        new("chat/label-examples", 25, Classification.Examples),
        new("chat/label-json", 30, Classification.AsJson),
        new("chat/pair", 50, Classification.Pair),
        new("chat/paraphrase", 50, Classification.Paraphrase),
        new("chat/support", 80, Support.Chat),
        new("chat/how-to", 30, HowTos.Ask),
        new("chat/story", 30, Stories.Ask),
        new("chat/query", 170, QueryChats.Write),
        new("chat/extract", 80, Records.Extract),
        new("chat/convert", 40, Records.Convert),
        new("chat/look-up", 40, Records.Ask),
        new("chat/table", 25, Records.Table),
        new("chat/words", 90, WordTasks.Write),
        new("chat/numbers", 50, NumberTasks.Write),
    ];

    private static readonly int s_total = All.Sum(family => family.Weight);

    public static Family Pick(Draw draw)
    {
        int at = draw.Below(s_total);
        foreach (Family family in All)
        {
            at -= family.Weight;
            if (at < 0)
                return family;
        }

        return All[^1];
    }
}
