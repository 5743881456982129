using Attune.Text.Datasets;
using Attune.Text.Tokenizers.Decoders;
using Attune.Text.Tokenizers.Models;
using Attune.Text.Tokenizers.Normalizers;
using Attune.Text.Tokenizers.PostProcessors;
using Attune.Text.Tokenizers.PreTokenizers;

namespace Attune.Text.Tokenizers.Formats;

/// <summary>Reads BERT's <c>vocab.txt</c>: a token on each line, its id the line's number from 0.</summary>
internal static class WordPieceVocabularyReader
{
    public static TokenizerParts Read(string file, TokenizerConfig config)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        var tokens = new List<string>();
        foreach (var line in VocabularyLines.Read(file))
        {
            // Of a token written twice, the later id counts; published vocabularies have some.
            ids[line.Text] = tokens.Count;
            tokens.Add(line.Text);
        }

        return Of(new Vocabulary(ids, [.. tokens]), file, config);
    }

    public static TokenizerParts Of(Vocabulary vocabulary, string file, TokenizerConfig config)
    {
        var unknown = config.UnkToken ?? "[UNK]";
        var (cls, sep) = (Pair(config.ClsToken ?? "[CLS]"), Pair(config.SepToken ?? "[SEP]"));
        Pair(unknown);
        List<AddedToken> added = [.. config.AddedTokensIn(vocabulary)];
        foreach (var content in new[] { config.PadToken ?? "[PAD]", unknown, cls.Content, sep.Content, config.MaskToken ?? "[MASK]" })
        {
            if (vocabulary.TryGetId(content, out var id) && added.TrueForAll(token => token.Content != content))
                added.Add(new AddedToken(id, content) { Special = true });
        }

        return new TokenizerParts(new WordPieceModel(vocabulary, new WordPieceOptions { UnknownToken = unknown }))
        {
            Normalizer = new BertNormalizer(
                cleanText: true, config.TokenizeChineseChars ?? true, config.StripAccents, config.DoLowerCase ?? true),
            PreTokenizer = new BertPreTokenizer(),
            PostProcessor = Around(cls, sep),
            Decoder = new WordPieceDecoder("##", cleanup: true),
            AddedTokens = added,
        };

        SpecialTokenPair Pair(string content) => vocabulary.TryGetId(content, out var id)
            ? new SpecialTokenPair(content, id)
            : throw new AttuneException(
                TokenizerErrors.NoSpecialToken, $"The vocabulary lacks the token {DataErrors.Show(content)}, which texts are put together with.",
                "Name the vocabulary's own special tokens in special_tokens_map.json, or take the file anew: it may be no WordPiece vocabulary.", file);
    }

    private static TemplateProcessing Around(SpecialTokenPair cls, SpecialTokenPair sep)
    {
        List<TemplatePiece> single = [new(null, cls.Content, 0), new(0, "A", 0), new(null, sep.Content, 0)];
        return new TemplateProcessing(
            single, [.. single, new TemplatePiece(1, "B", 1), new TemplatePiece(null, sep.Content, 1)],
            [.. new[] { cls, sep }.Distinct().Select(pair => new TemplateToken(pair.Content, [pair.Id], [pair.Content]))]);
    }
}
