using System.Text.Json;

namespace Attune.Text.Tokenizers.Models;

/// <summary>
/// Byte-pair encoding (Sennrich et al. 2016, arXiv:1508.07909): a piece starts as its characters or bytes, and the
/// pair of earliest rank merges until none is left.
/// </summary>
internal sealed class BpeModel(
    Vocabulary vocabulary, IReadOnlyList<(int Left, int Right, int Merged)> merges, BpeOptions options)
    : TokenizerModel(vocabulary)
{
    private readonly MergeTable table = new(merges);
    private MergeBorders? borders;

    /// <summary>Decides which merges are left out, and how often; null: none.</summary>
    public MergeDropout? Dropout { get; private init; }

    public BpeOptions Options => options;

    public override bool ByteFallback => options.ByteFallback;

    public MergeTable Merges => table;

    /// <summary>Where no merge joins characters.</summary>
    public MergeBorders Borders => borders ??= new MergeBorders(Vocabulary, table);

    /// <summary>The same model with merges left out at random.</summary>
    public BpeModel WithDropout(MergeDropout dropout) => new(Vocabulary, table.Merges, options) { Dropout = dropout };

    public override PieceSplitter CreateSplitter()
    {
        // What is drawn anew each time cannot be remembered.
        var splitter = new BpeSplitter(this);
        if (Dropout is not null)
            return splitter;
        var cached = new CachedSplitter(splitter);

        // A part of a piece is not what the flag asks about, and affixes depend on the piece's ends.
        return options.IgnoreMerges || options.HasAffixes ? cached : new BorderSplitter(cached, this);
    }

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "BPE");
        options.Write(writer);
        Vocabulary.Write(writer);
        writer.WriteStartArray("merges");
        foreach (var (left, right, _) in table.Merges)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(Vocabulary.TryGetToken(left, out var token) ? token : null);
            writer.WriteStringValue(Vocabulary.TryGetToken(right, out token) ? token : null);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
