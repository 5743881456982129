namespace Attune.Text.Tokenizers.Formats;

/// <summary>What a piece of a SentencePiece model is; the numbers are those of its files, and of GGUF's.</summary>
internal enum PieceKind
{
    Normal = 1,
    Unknown = 2,
    Control = 3,
    UserDefined = 4,
    Unused = 5,
    Byte = 6,
}

/// <summary>A piece of a SentencePiece model.</summary>
internal readonly record struct SentencePiece(string Text, float Score, PieceKind Kind);

/// <summary>The parts of a SentencePiece model that decide how a text is split.</summary>
/// <param name="Pieces">The pieces in order of their ids.</param>
/// <param name="IsUnigram">Whether it is a unigram model; else it is BPE.</param>
internal sealed record SentencePieceModel(IReadOnlyList<SentencePiece> Pieces, bool IsUnigram)
{
    public bool ByteFallback { get; init; }

    /// <summary>The piece of what no other stands for; null: the first of that kind.</summary>
    public int? UnknownId { get; init; }

    /// <summary>The replacements done to each text first; empty: none.</summary>
    public byte[] CharacterMap { get; init; } = [];

    /// <summary>Whether a space is put before each text.</summary>
    public bool AddDummyPrefix { get; init; } = true;

    /// <summary>Whether spaces at the ends go, and of several one is left.</summary>
    public bool RemoveExtraWhitespaces { get; init; } = true;
}
