using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.Models;

/// <summary>
/// WordPiece as BERT uses it: the longest token that starts the piece, then the longest that continues it; a piece that
/// cannot be split to its end is unknown as a whole.
/// </summary>
internal sealed class WordPieceModel : TokenizerModel
{
    private readonly WordPieceOptions options;
    private readonly LetterTree starting = new();
    private readonly LetterTree continuing = new();

    /// <param name="vocabulary">The tokens.</param>
    /// <param name="options">Prefix, unknown token and limit.</param>
    /// <param name="hidden">Tokens that are not found in a text.</param>
    public WordPieceModel(Vocabulary vocabulary, WordPieceOptions options, IReadOnlySet<int>? hidden = null)
        : base(vocabulary)
    {
        this.options = options;
        for (var id = 0; id < vocabulary.IdLimit; id++)
        {
            if (hidden?.Contains(id) == true || !vocabulary.TryGetToken(id, out var token))
                continue;
            starting.Add(token, id);
            if (token.StartsWith(options.ContinuingPrefix, StringComparison.Ordinal))
                continuing.Add(token.AsSpan(options.ContinuingPrefix.Length), id);
        }
    }

    public WordPieceOptions Options => options;

    public static WordPieceModel Read(DataValue value) =>
        new(Vocabulary.Read(value.Required("vocab")), WordPieceOptions.Read(value));

    public override TokenizerModel Hiding(IReadOnlySet<int> ids) =>
        ids.Any(id => Vocabulary.TryGetToken(id, out _)) ? new WordPieceModel(Vocabulary, options, ids) : this;

    public override PieceSplitter CreateSplitter() => new CachedSplitter(
        new WordPieceSplitter(starting, continuing, UnknownPiece.In(Vocabulary, options.UnknownToken), options.LongestPiece));

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "WordPiece");
        options.Write(writer);
        Vocabulary.Write(writer);
        writer.WriteEndObject();
    }
}
