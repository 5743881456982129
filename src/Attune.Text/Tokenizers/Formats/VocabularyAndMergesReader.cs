using Attune.Text.Datasets;
using Attune.Text.Tokenizers.Models;
using Attune.Text.Tokenizers.Normalizers;
using Attune.Text.Tokenizers.Normalizers.Unicode;
using Attune.Text.Tokenizers.PostProcessors;

namespace Attune.Text.Tokenizers.Formats;

/// <summary>Reads a byte-level BPE from <c>vocab.json</c> and <c>merges.txt</c> (GPT-2's <c>encoder.json</c> and <c>vocab.bpe</c>).</summary>
internal static class VocabularyAndMergesReader
{
    public static TokenizerParts Read(string vocabularyFile, string mergesFile, string? splits, TokenizerConfig config)
    {
        var vocabulary = Vocabulary.Read(new JsonTextParser(Utf8Lines.ReadAll(vocabularyFile), vocabularyFile).ParseWhole());
        var isQwen = config.TokenizerClass?.StartsWith("Qwen2", StringComparison.Ordinal) == true;
        var options = new BpeOptions
        {
            // Llama 3's merges leave out some of its tokens, which are found whole.
            IgnoreMerges = splits is "llama3",
            UnknownToken = config.UnkToken is { } unknown && vocabulary.TryGetId(unknown, out _) ? unknown : null,
        };
        var model = new BpeModel(vocabulary, ReadMerges(mergesFile, vocabulary, options), options);
        var added = AddedTokensOf(vocabulary, config);
        var name = splits ?? (isQwen ? "qwen2" : "gpt2");
        var parts = ByteLevelParts.Of(model, KnownSplits.Find(name, vocabularyFile), added, config);
        if (config.TokenizerClass?.StartsWith("Roberta", StringComparison.Ordinal) == true)
            parts = parts with { PostProcessor = Roberta(model, added, config) };
        return isQwen ? parts with { Normalizer = new UnicodeNormalizer(NormalForm.Nfc) } : parts;
    }

    private static List<(int, int, int)> ReadMerges(string file, Vocabulary vocabulary, BpeOptions options)
    {
        var merges = new List<(int, int, int)>();
        foreach (var line in VocabularyLines.Read(file))
        {
            if (line.Text.Length == 0 || (line.Number == 1 && line.Text.StartsWith("#version", StringComparison.Ordinal)))
                continue;
            if (line.Text.Split(' ') is not [{ Length: > 0 } left, { Length: > 0 } right])
                throw Bad(file, line.Number, $"The merge {DataErrors.Show(line.Text)} is not two tokens with one space between.");
            merges.Add(BpeModelReader.Resolve(left, right, vocabulary, options, token => Bad(
                file, line.Number, $"The merge of {DataErrors.Show(left)} and {DataErrors.Show(right)} needs the token {DataErrors.Show(token)}, which the vocabulary does not have.")));
        }

        return merges;
    }

    /// <summary>Those of the configuration; where it has none, the one that every vocabulary of this kind ends with.</summary>
    private static List<AddedToken> AddedTokensOf(Vocabulary vocabulary, TokenizerConfig config)
    {
        var added = config.AddedTokensIn(vocabulary);
        return added.Count == 0 && vocabulary.TryGetId("<|endoftext|>", out var id)
            ? [new AddedToken(id, "<|endoftext|>") { Special = true }]
            : added;
    }

    private static RobertaProcessing? Roberta(TokenizerModel model, IReadOnlyList<AddedToken> added, TokenizerConfig config)
    {
        var (cls, sep) = (config.ClsToken ?? "<s>", config.SepToken ?? "</s>");
        return ByteLevelParts.IdOf(cls, model, added) is { } clsId && ByteLevelParts.IdOf(sep, model, added) is { } sepId
            ? new RobertaProcessing(new SpecialTokenPair(sep, sepId), new SpecialTokenPair(cls, clsId), trimOffsets: true, addPrefixSpace: config.AddPrefixSpace ?? false)
            : null;
    }

    private static AttuneException Bad(string file, int line, string fact) => new(
        TokenizerErrors.BadMerges, fact, "Take vocabulary and merges anew, both from where the model came from.", file, line);
}
