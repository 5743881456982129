using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.Models;

/// <summary>A token for each piece, and one for all pieces that the vocabulary does not have.</summary>
internal sealed class WordLevelModel(Vocabulary vocabulary, string unknownToken, IReadOnlySet<int>? hidden = null)
    : TokenizerModel(vocabulary)
{
    private const string DefaultUnknown = "<unk>";

    public string UnknownToken => unknownToken;

    public static WordLevelModel Read(DataValue value) => new(
        Vocabulary.Read(value.Required("vocab")), value.Optional("unk_token")?.AsString() ?? DefaultUnknown);

    public override TokenizerModel Hiding(IReadOnlySet<int> ids) => new WordLevelModel(Vocabulary, unknownToken, ids);

    public override PieceSplitter CreateSplitter() => new Splitter(Vocabulary, UnknownPiece.In(Vocabulary, unknownToken), hidden);

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "WordLevel");
        Vocabulary.Write(writer);
        writer.WriteString("unk_token", unknownToken);
        writer.WriteEndObject();
    }

    private sealed class Splitter(Vocabulary vocabulary, UnknownPiece unknown, IReadOnlySet<int>? hidden) : PieceSplitter
    {
        private readonly SpelledBytes spelled = new();
        private long steps;

        public override long Steps => steps;

        public override void Split(ReadOnlySpan<char> piece, bool areBytes, TokenBuffer tokens)
        {
            var found = vocabulary.TryGetId(areBytes ? spelled.Spell(piece) : piece, out var id) && hidden?.Contains(id) != true;
            steps += piece.Length;
            tokens.Add(found ? id : unknown.IdFor(piece), 0, piece.Length);
        }
    }
}
