using Attune.Pretrain.Grammars;

namespace Attune.Pretrain.Vocabulary;

/// <summary>The one grammar: all words and all rules.</summary>
internal static class English
{
    public static Grammar Grammar { get; } = Build();

    private static Grammar Build()
    {
        var grammar = new Grammar();
        People.Add(grammar);
        Places.Add(grammar);
        Things.Add(grammar);
        Qualities.Add(grammar);
        Actions.Add(grammar);
        Business.Add(grammar);
        Technology.Add(grammar);
        Numbers.Add(grammar);
        Codes.Add(grammar);
        NounPhrases.Add(grammar);
        Sentences.Add(grammar);
        WorkSentences.Add(grammar);
        Remarks.Add(grammar);
        return grammar;
    }
}
