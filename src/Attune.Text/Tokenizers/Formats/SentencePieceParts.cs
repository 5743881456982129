using Attune.Text.Datasets;
using Attune.Text.Tokenizers.Decoders;
using Attune.Text.Tokenizers.Models;
using Attune.Text.Tokenizers.Normalizers;
using Attune.Text.Tokenizers.Patterns;
using Attune.Text.Tokenizers.PostProcessors;
using Attune.Text.Tokenizers.PreTokenizers;

namespace Attune.Text.Tokenizers.Formats;

/// <summary>
/// Puts together tokenizers from SentencePiece models (Kudo and Richardson 2018, arXiv:1808.06226), as the field turns
/// them into <c>tokenizer.json</c>.
/// </summary>
internal static class SentencePieceParts
{
    private const string Mark = MetaspaceOptions.DefaultReplacement;

    public static TokenizerParts Of(SentencePieceModel source, string file, TokenizerConfig config)
    {
        var unknown = source.UnknownId ?? IndexOf(source.Pieces, PieceKind.Unknown);
        TokenizerModel model = source.IsUnigram
            ? new UnigramModel([.. source.Pieces.Select(piece => (piece.Text, (double)piece.Score))], unknown, source.ByteFallback)
            : Bpe(source, file, unknown);
        var added = AddedTokens(source, config);
        var parts = new TokenizerParts(model)
        {
            AddedTokens = added,
            PostProcessor = Around(config, content => ByteLevelParts.IdOf(content, model, added)),
        };
        return source.IsUnigram ? WithMetaspace(parts, source, file) : WithReplacedSpaces(parts, source, file, config);
    }

    /// <summary>The unigram kind: words are pieces that begin with their mark.</summary>
    private static TokenizerParts WithMetaspace(TokenizerParts parts, SentencePieceModel source, string file)
    {
        var options = new MetaspaceOptions(Mark, source.AddDummyPrefix ? PrependScheme.Always : PrependScheme.Never, Split: true);
        var steps = Cleaning(source, file);
        return parts with
        {
            Normalizer = steps.Count == 0 ? null : new SequenceNormalizer(steps),
            PreTokenizer = new MetaspacePreTokenizer(options),
            Decoder = new MetaspaceDecoder(options),
        };
    }

    /// <summary>The BPE kind: a text is one piece, whose merges may go over marks.</summary>
    private static TokenizerParts WithReplacedSpaces(TokenizerParts parts, SentencePieceModel source, string file, TokenizerConfig config)
    {
        var steps = Cleaning(source, file);
        var onlyFirst = source.AddDummyPrefix && config.Legacy == false;
        if (!onlyFirst)
        {
            if (source.AddDummyPrefix)
                steps.Add(new PrependNormalizer(Mark));
            steps.Add(new ReplaceNormalizer(SplitPattern.ForText(" "), isLiteral: true, Mark));
        }

        List<Decoder> decoders = [new ReplaceDecoder(SplitPattern.ForText(Mark), isLiteral: true, " "), new ByteFallbackDecoder(), new FuseDecoder()];
        if (source.AddDummyPrefix)
            decoders.Add(new StripDecoder(' ', 1, 0));
        return parts with
        {
            Normalizer = steps.Count == 0 ? null : new SequenceNormalizer(steps),
            PreTokenizer = onlyFirst ? new MetaspacePreTokenizer(new MetaspaceOptions(Mark, PrependScheme.First, Split: false)) : null,
            Decoder = new SequenceDecoder(decoders),
        };
    }

    private static List<Normalizer> Cleaning(SentencePieceModel source, string file)
    {
        List<Normalizer> steps = [];
        if (source.CharacterMap.Length > 0)
        {
            try
            {
                steps.Add(new PrecompiledNormalizer(new CharacterMap(source.CharacterMap)));
            }
            catch (FormatException e)
            {
                throw Bad(file, $"The map of replaced characters is damaged: {e.Message}", e);
            }
        }

        if (source.RemoveExtraWhitespaces)
        {
            steps.Add(new ReplaceNormalizer(SplitPattern.Parse(@"\A +| +\z"), isLiteral: false, ""));
            steps.Add(new ReplaceNormalizer(SplitPattern.Parse(" {2,}"), isLiteral: false, " "));
        }

        return steps;
    }

    private static BpeModel Bpe(SentencePieceModel source, string file, int? unknown)
    {
        var pieces = source.Pieces;
        var ids = new Dictionary<string, int>(pieces.Count, StringComparer.Ordinal);
        for (var id = 0; id < pieces.Count; id++)
        {
            if (!ids.TryAdd(pieces[id].Text, id))
                throw Bad(file, $"The piece {DataErrors.Show(pieces[id].Text)} is there twice, as {ids[pieces[id].Text]} and as {id}.", null);
        }

        var vocabulary = new Vocabulary(ids);
        var ranked = Enumerable.Range(0, pieces.Count).Where(CanMerge).OrderByDescending(id => pieces[id].Score);
        return new BpeModel(vocabulary, SplitMerges.Of(vocabulary, ranked, CanMerge), new BpeOptions
        {
            UnknownToken = unknown is { } index ? pieces[index].Text : null,
            FuseUnknown = true,
            ByteFallback = source.ByteFallback,
        });

        bool CanMerge(int id) => pieces[id].Kind is PieceKind.Normal or PieceKind.Unused;
    }

    private static List<AddedToken> AddedTokens(SentencePieceModel source, TokenizerConfig config)
    {
        List<AddedToken> tokens = [.. config.AddedTokens];
        var known = tokens.Select(token => token.Content).ToHashSet(StringComparer.Ordinal);
        for (var id = 0; id < source.Pieces.Count; id++)
        {
            var (text, _, kind) = source.Pieces[id];
            if (kind is (PieceKind.Control or PieceKind.Unknown or PieceKind.UserDefined) && text.Length > 0 && known.Add(text))
                tokens.Add(new AddedToken(id, text) { Special = kind != PieceKind.UserDefined });
        }

        return tokens;
    }

    /// <summary>As the configuration says; T5 and its kin always end a text.</summary>
    private static TemplateProcessing? Around(TokenizerConfig config, Func<string, int?> idOf)
    {
        var start = config.AddBosToken == true ? config.BosToken ?? "<s>" : null;
        var endsAlways = config.TokenizerClass?.StartsWith("T5", StringComparison.Ordinal) == true;
        var end = config.AddEosToken ?? endsAlways ? config.EosToken ?? "</s>" : null;
        return SpecialTokensAround.Of(start, end, idOf);
    }

    private static int? IndexOf(IReadOnlyList<SentencePiece> pieces, PieceKind kind)
    {
        for (var id = 0; id < pieces.Count; id++)
        {
            if (pieces[id].Kind == kind)
                return id;
        }

        return null;
    }

    private static AttuneException Bad(string file, string fact, Exception? inner) => new(
        TokenizerErrors.BadSentencePiece, fact, "The model is damaged; take it anew from where it came from.", file, inner: inner);
}
