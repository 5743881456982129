using Attune.Text.Datasets;
using Attune.Text.Tokenizers.Models;

namespace Attune.Text.Tokenizers.Formats;

/// <summary>Reads the vocabulary that a GGUF file carries (<c>tokenizer.ggml.*</c>).</summary>
internal static class GgufTokenizerReader
{
    private const string Prefix = "tokenizer.";
    private const string Keys = "tokenizer.ggml.";

    private static readonly Dictionary<string, Func<GgufMetadata, TokenizerParts>> Kinds = new(StringComparer.Ordinal)
    {
        ["llama"] = ReadSentencePiece,
        ["gpt2"] = ReadByteLevel,
        ["bert"] = ReadWordPiece,
        ["t5"] = ReadSentencePiece,
    };

    public static TokenizerParts Read(string file)
    {
        var metadata = GgufMetadata.Read(file, Prefix);
        var model = metadata.Text(Keys + "model")
            ?? throw Bad(metadata, "The file has no tokenizer.", "Give the file that the model itself is in.");
        return Kinds.TryGetValue(model, out var read)
            ? read(metadata)
            : throw Bad(metadata, $"The tokenizer of kind {DataErrors.Show(model)} is not supported.", $"Supported are {string.Join(", ", Kinds.Keys)}.");
    }

    private static TokenizerParts ReadSentencePiece(GgufMetadata metadata)
    {
        var isUnigram = metadata.Text(Keys + "model") == "t5";
        var tokens = Tokens(metadata);
        var scores = metadata.List<double>(Keys + "scores");
        var kinds = metadata.List<long>(Keys + "token_type");
        if (scores?.Count != tokens.Count || kinds?.Count != tokens.Count)
            throw Bad(metadata, $"There are {tokens.Count} tokens, {scores?.Count ?? 0} scores and {kinds?.Count ?? 0} types.", "Convert the model anew.");
        var pieces = tokens.Select((token, id) => new SentencePiece(token, (float)scores[id], Kind(kinds[id]))).ToList();
        var source = new SentencePieceModel(pieces, isUnigram)
        {
            UnknownId = metadata.Number(Keys + "unknown_token_id") is { } id && id >= 0 && id < pieces.Count ? id : null,
            ByteFallback = pieces.Exists(piece => piece.Kind == PieceKind.Byte),
            AddDummyPrefix = metadata.Flag(Keys + "add_space_prefix") ?? true,
            RemoveExtraWhitespaces = metadata.Flag(Keys + "remove_extra_whitespaces") ?? false,
            CharacterMap = [.. (metadata.List<long>(Keys + "precompiled_charsmap") ?? []).Select(value => (byte)value)],
        };
        return SentencePieceParts.Of(source, metadata.File, Config(metadata, tokens, addsBos: !isUnigram, addsEos: isUnigram));
    }

    private static TokenizerParts ReadByteLevel(GgufMetadata metadata)
    {
        var tokens = Tokens(metadata);
        var vocabulary = VocabularyOf(metadata, tokens);
        var config = Config(metadata, tokens, addsBos: false, addsEos: false);
        var splits = metadata.Text(Keys + "pre") ?? "default";
        var options = new BpeOptions { IgnoreMerges = splits is "llama3" or "llama-v3" or "llama-bpe" };
        List<(int, int, int)> merges = [];
        foreach (var merge in metadata.List<string>(Keys + "merges") ?? throw Bad(metadata, "There are no merges.", "Convert the model anew."))
        {
            if (merge.Split(' ') is not [{ Length: > 0 } left, { Length: > 0 } right])
                throw Bad(metadata, $"The merge {DataErrors.Show(merge)} is not two tokens with one space between.", "Convert the model anew.");
            merges.Add(BpeModelReader.Resolve(left, right, vocabulary, options, token => Bad(
                metadata, $"The merge {DataErrors.Show(merge)} needs the token {DataErrors.Show(token)}, which is not there.", "Convert the model anew.")));
        }

        return ByteLevelParts.Of(
            new BpeModel(vocabulary, merges, options), KnownSplits.Find(splits, metadata.File), Added(metadata, tokens), config);
    }

    /// <summary>Tokens that start a word are written with SentencePiece's mark, those that continue one without the prefix.</summary>
    private static TokenizerParts ReadWordPiece(GgufMetadata metadata)
    {
        const string mark = MetaspaceOptions.DefaultReplacement;
        var tokens = Tokens(metadata).Select(token =>
            token.StartsWith(mark, StringComparison.Ordinal) ? token[mark.Length..]
            : token.StartsWith('[') && token.EndsWith(']') ? token
            : "##" + token).ToList();
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var id = 0; id < tokens.Count; id++)
            ids[tokens[id]] = id;
        return WordPieceVocabularyReader.Of(new Vocabulary(ids, [.. tokens]), metadata.File, new TokenizerConfig());
    }

    private static IReadOnlyList<string> Tokens(GgufMetadata metadata) =>
        metadata.List<string>(Keys + "tokens") is { Count: > 0 } tokens
            ? tokens
            : throw Bad(metadata, "The tokenizer has no tokens.", "Give the file that the model itself is in.");

    private static Vocabulary VocabularyOf(GgufMetadata metadata, IReadOnlyList<string> tokens)
    {
        var ids = new Dictionary<string, int>(tokens.Count, StringComparer.Ordinal);
        for (var id = 0; id < tokens.Count; id++)
        {
            if (!ids.TryAdd(tokens[id], id))
                throw Bad(metadata, $"The token {DataErrors.Show(tokens[id])} is there twice, as {ids[tokens[id]]} and as {id}.", "Convert the model anew.");
        }

        return new Vocabulary(ids);
    }

    private static List<AddedToken> Added(GgufMetadata metadata, IReadOnlyList<string> tokens)
    {
        var kinds = metadata.List<long>(Keys + "token_type") ?? [];
        List<AddedToken> added = [];
        for (var id = 0; id < Math.Min(kinds.Count, tokens.Count); id++)
        {
            var kind = Kind(kinds[id]);
            if (kind is PieceKind.Control or PieceKind.UserDefined)
                added.Add(new AddedToken(id, tokens[id]) { Special = kind == PieceKind.Control });
        }

        return added;
    }

    private static TokenizerConfig Config(GgufMetadata metadata, IReadOnlyList<string> tokens, bool addsBos, bool addsEos)
    {
        return new TokenizerConfig
        {
            BosToken = Token("bos_token_id"),
            EosToken = Token("eos_token_id"),
            AddBosToken = metadata.Flag(Keys + "add_bos_token") ?? addsBos,
            AddEosToken = metadata.Flag(Keys + "add_eos_token") ?? addsEos,
        };

        string? Token(string key) => metadata.Number(Keys + key) is { } id && id >= 0 && id < tokens.Count ? tokens[id] : null;
    }

    /// <summary>Types that are not known are taken for ordinary tokens, as newer files may have them.</summary>
    private static PieceKind Kind(long number) => number is >= 1 and <= 6 ? (PieceKind)number : PieceKind.Normal;

    private static AttuneException Bad(GgufMetadata metadata, string fact, string remedy) =>
        new(TokenizerErrors.BadGguf, fact, remedy, metadata.File);
}
