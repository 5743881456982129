using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.Models;

/// <summary>
/// A unigram language model (Kudo 2018, arXiv:1804.10959): of all ways to split a piece the one whose tokens have the
/// highest sum of scores (natural logarithms of probabilities).
/// </summary>
internal sealed class UnigramModel : TokenizerModel
{
    /// <summary>How much less than the least likely token an unknown character scores.</summary>
    public const double UnknownPenalty = 10;

    private readonly IReadOnlyList<(string Token, double Score)> pieces;
    private readonly int? unknownId;
    private readonly bool byteFallback;
    private readonly Lazy<LetterTree> tree;
    private readonly double[] scores;

    /// <param name="pieces">The tokens in order of their ids; a token written twice has its later id.</param>
    /// <param name="unknownId">The token of unknown characters.</param>
    /// <param name="byteFallback">Whether unknown characters become tokens <c>&lt;0xXX&gt;</c> of their bytes.</param>
    /// <param name="hidden">Tokens that are not found in a text.</param>
    public UnigramModel(
        IReadOnlyList<(string Token, double Score)> pieces, int? unknownId, bool byteFallback, IReadOnlySet<int>? hidden = null)
        : base(VocabularyOf(pieces))
    {
        this.pieces = pieces;
        this.unknownId = unknownId;
        this.byteFallback = byteFallback;
        scores = [.. pieces.Select(piece => piece.Score)];
        tree = new Lazy<LetterTree>(() => TreeOf(pieces, hidden));
    }

    public override int UnknownShownAsText => unknownId ?? -1;

    public IReadOnlyList<(string Token, double Score)> Pieces => pieces;

    public override bool ByteFallback => byteFallback;

    public static UnigramModel Read(DataValue value)
    {
        var pieces = new List<(string, double)>();
        foreach (var entry in value.Required("vocab").Items)
        {
            if (entry.Items is not [var token, var score])
                throw TokenizerErrors.Bad(entry, "An entry of the vocabulary is not a token with its score.");
            pieces.Add((token.AsString(), score.AsDouble()));
        }

        var unknown = value.Optional("unk_id");
        if (unknown is not null && (unknown.AsInt32() < 0 || unknown.AsInt32() >= pieces.Count))
            throw TokenizerErrors.Bad(unknown, $"The unknown token's id {unknown.AsInt32()} is not in the vocabulary of {pieces.Count} tokens.");
        return new UnigramModel(pieces, unknown?.AsInt32(), value.Optional("byte_fallback")?.AsBoolean() ?? false);
    }

    public override TokenizerModel Hiding(IReadOnlySet<int> ids) => new UnigramModel(pieces, unknownId, byteFallback, ids);

    public override PieceSplitter CreateSplitter()
    {
        var lowest = pieces.Count == 0 ? 0 : pieces.Min(piece => piece.Score);
        var unknown = new UnknownPiece(unknownId is { } id ? pieces[id].Token : null, unknownId ?? -1);
        return new CachedSplitter(new UnigramSplitter(
            Vocabulary, tree.Value, scores, lowest - UnknownPenalty, unknown, byteFallback ? new ByteTokens(Vocabulary) : null));
    }

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Unigram");
        if (unknownId is { } id)
            writer.WriteNumber("unk_id", id);
        else
            writer.WriteNull("unk_id");
        writer.WriteStartArray("vocab");
        foreach (var (token, score) in pieces)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(token);
            writer.WriteNumberValue(score);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteBoolean("byte_fallback", byteFallback);
        writer.WriteEndObject();
    }

    private static LetterTree TreeOf(IReadOnlyList<(string Token, double Score)> pieces, IReadOnlySet<int>? hidden)
    {
        var tree = new LetterTree();
        for (var id = 0; id < pieces.Count; id++)
        {
            if (hidden?.Contains(id) != true)
                tree.Add(pieces[id].Token, id);
        }

        return tree;
    }

    private static Vocabulary VocabularyOf(IReadOnlyList<(string Token, double Score)> pieces)
    {
        var ids = new Dictionary<string, int>(pieces.Count, StringComparer.Ordinal);
        for (var id = 0; id < pieces.Count; id++)
            ids[pieces[id].Token] = id;
        return new Vocabulary(ids, [.. pieces.Select(piece => piece.Token)]);
    }
}
