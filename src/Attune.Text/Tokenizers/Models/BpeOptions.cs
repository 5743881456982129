using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.Models;

/// <summary>The flags of a BPE model, as <c>tokenizer.json</c> names them.</summary>
internal sealed record BpeOptions
{
    /// <summary>
    /// The probability that a merge is left out (BPE dropout, arXiv:1910.13267). Acts only where a tokenizer was given
    /// randomness, see <see cref="Tokenizer.WithMergeDropout"/>; elsewhere it is only kept.
    /// </summary>
    public double? Dropout { get; init; }

    /// <summary>The token of what the vocabulary does not have; null: it vanishes.</summary>
    public string? UnknownToken { get; init; }

    /// <summary>Written before every symbol but a piece's first.</summary>
    public string? ContinuingPrefix { get; init; }

    /// <summary>Written after a piece's last symbol.</summary>
    public string? EndSuffix { get; init; }

    /// <summary>Whether neighbouring unknown symbols are one unknown token.</summary>
    public bool FuseUnknown { get; init; }

    /// <summary>Whether unknown characters become tokens <c>&lt;0xXX&gt;</c> of their bytes.</summary>
    public bool ByteFallback { get; init; }

    /// <summary>Whether a piece that is a token is that token, whatever the merges say.</summary>
    public bool IgnoreMerges { get; init; }

    /// <summary>Whether symbols are more than their characters: a prefix or a suffix is written to them.</summary>
    public bool HasAffixes => !string.IsNullOrEmpty(ContinuingPrefix) || !string.IsNullOrEmpty(EndSuffix);

    public static BpeOptions Read(DataValue value)
    {
        var dropout = value.Optional("dropout");
        if (dropout?.AsDouble() is < 0 or > 1)
            throw TokenizerErrors.Bad(dropout, "The dropout is a probability, which is from 0 to 1.");
        return new BpeOptions
        {
            Dropout = dropout?.AsDouble(),
            UnknownToken = value.Optional("unk_token")?.AsString(),
            ContinuingPrefix = value.Optional("continuing_subword_prefix")?.AsString(),
            EndSuffix = value.Optional("end_of_word_suffix")?.AsString(),
            FuseUnknown = value.Optional("fuse_unk")?.AsBoolean() ?? false,
            ByteFallback = value.Optional("byte_fallback")?.AsBoolean() ?? false,
            IgnoreMerges = value.Optional("ignore_merges")?.AsBoolean() ?? false,
        };
    }

    public void Write(Utf8JsonWriter writer)
    {
        if (Dropout is { } dropout)
            writer.WriteNumber("dropout", dropout);
        else
            writer.WriteNull("dropout");
        writer.WriteString("unk_token", UnknownToken);
        writer.WriteString("continuing_subword_prefix", ContinuingPrefix);
        writer.WriteString("end_of_word_suffix", EndSuffix);
        writer.WriteBoolean("fuse_unk", FuseUnknown);
        writer.WriteBoolean("byte_fallback", ByteFallback);
        writer.WriteBoolean("ignore_merges", IgnoreMerges);
    }
}
