using System.Text.Json;

namespace Attune.Text.Tokenizers.Models;

/// <summary>
/// Byte-pair encoding (Sennrich et al. 2016, arXiv:1508.07909): a piece starts as its characters or bytes, and the
/// pair of earliest rank merges until none is left.
/// </summary>
internal sealed class BpeModel : TokenizerModel
{
    private readonly BpeOptions options;
    private readonly MergeTable all;
    private MergeTable visible;
    private MergeBorders? borders;

    public BpeModel(Vocabulary vocabulary, IReadOnlyList<(int Left, int Right, int Merged)> merges, BpeOptions options)
        : base(vocabulary)
    {
        this.options = options;
        all = visible = new MergeTable(merges);
    }

    private BpeModel(BpeModel other)
        : base(other.Vocabulary)
    {
        (options, all, visible) = (other.options, other.all, other.visible);
        (Dropout, Hidden) = (other.Dropout, other.Hidden);
    }

    /// <summary>Decides which merges are left out, and how often; null: none.</summary>
    public MergeDropout? Dropout { get; private init; }

    public BpeOptions Options => options;

    public override bool ByteFallback => options.ByteFallback;

    /// <summary>The merges that a text goes through: not those into a hidden token.</summary>
    public MergeTable Merges => visible;

    /// <summary>The merges of its file, in order of rank.</summary>
    public IReadOnlyList<(int Left, int Right, int Merged)> AllMerges => all.Merges;

    /// <summary>Tokens that are not found in a text.</summary>
    public IReadOnlySet<int>? Hidden { get; private init; }

    /// <summary>Where no merge joins characters.</summary>
    public MergeBorders Borders => borders ??= new MergeBorders(Vocabulary, Merges);

    /// <summary>The same model with merges left out at random.</summary>
    public BpeModel WithDropout(MergeDropout dropout) => new(this) { Dropout = dropout };

    public override TokenizerModel Hiding(IReadOnlySet<int> ids) => new BpeModel(this)
    {
        Hidden = ids,
        visible = all.Merges.Any(merge => ids.Contains(merge.Merged))
            ? new MergeTable([.. all.Merges.Where(merge => !ids.Contains(merge.Merged))])
            : all,
    };

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
        foreach (var (left, right, _) in all.Merges)
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
