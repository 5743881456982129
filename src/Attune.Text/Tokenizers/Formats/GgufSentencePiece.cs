using Attune.Text.Tokenizers.Models;

namespace Attune.Text.Tokenizers.Formats;

/// <summary>Vocabularies of SentencePiece's BPE for GGUF files: the merges become scores, the earlier the higher.</summary>
internal static class GgufSentencePiece
{
    public static GgufVocabulary Of(Tokenizer tokenizer, BpeModel model, int rows)
    {
        if (!model.ByteFallback)
            throw TokenizerErrors.NotInGguf("It is neither byte-level, nor does it fall back to bytes.");
        var (tokens, kinds) = GgufVocabulary.TokensOf(tokenizer, model, rows);
        var vocabulary = new GgufVocabulary { Model = "llama", Tokens = tokens, Kinds = kinds, Scores = Scores(model, tokens.Count) };
        var corpus = new GgufCorpus(tokenizer);
        foreach (var prefix in (bool[])[true, false])
        {
            var candidate = vocabulary with { AddsSpacePrefix = prefix };
            if (corpus.IsCutAlike(Candidate(candidate)))
                return candidate;
        }

        throw TokenizerErrors.NotInGguf("Scores lead to other tokens than its merges do.");
    }

    private static float[] Scores(BpeModel model, int count)
    {
        var scores = new float[count];
        var merged = new bool[count];
        for (var rank = 0; rank < model.AllMerges.Count; rank++)
        {
            var token = model.AllMerges[rank].Merged;
            if (merged[token])
                continue;
            merged[token] = true;
            scores[token] = -rank;
        }

        // What no merge makes comes behind all that merges make.
        for (var id = 0; id < count; id++)
            scores[id] = merged[id] ? scores[id] : -model.AllMerges.Count - id;
        return scores;
    }

    private static Tokenizer Candidate(GgufVocabulary vocabulary)
    {
        var pieces = vocabulary.Tokens.Select((token, id) => new SentencePiece(token, vocabulary.Scores![id], (PieceKind)vocabulary.Kinds[id]));
        var source = new SentencePieceModel([.. pieces], IsUnigram: false)
        {
            ByteFallback = true,
            AddDummyPrefix = vocabulary.AddsSpacePrefix == true,
            RemoveExtraWhitespaces = false,
        };
        return new Tokenizer(SentencePieceParts.Of(source, "", new TokenizerConfig()));
    }
}
