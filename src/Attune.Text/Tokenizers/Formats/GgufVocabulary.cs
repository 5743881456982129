using Attune.Text.Tokenizers.Models;

namespace Attune.Text.Tokenizers.Formats;

/// <summary>
/// A tokenizer as GGUF files carry it (<c>tokenizer.ggml.*</c>). They have no room for patterns: a byte-level vocabulary names
/// one of a few ways of cutting texts. A name is only given where it leads to the same tokens.
/// </summary>
public sealed record GgufVocabulary
{
    /// <summary>The kind, <c>gpt2</c> for byte-level BPE, <c>llama</c> for SentencePiece's.</summary>
    public required string Model { get; init; }

    /// <summary>How texts are cut (<c>pre</c>); null where the kind has no such choice.</summary>
    public string? Splits { get; init; }

    /// <summary>The tokens in order of their ids.</summary>
    public required IReadOnlyList<string> Tokens { get; init; }

    /// <summary>What each token is: 1 normal, 2 unknown, 3 control, 4 user defined, 5 unused, 6 byte.</summary>
    public required IReadOnlyList<int> Kinds { get; init; }

    /// <summary>The merges in order of rank, two tokens with a space between; empty where scores decide.</summary>
    public IReadOnlyList<string> Merges { get; init; } = [];

    /// <summary>The score of each token, where merges follow from scores; else null.</summary>
    public IReadOnlyList<float>? Scores { get; init; }

    /// <summary>Whether a space is put before each text; null where the kind has no such choice.</summary>
    public bool? AddsSpacePrefix { get; init; }

    /// <summary>The vocabulary of a tokenizer.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="rows">The rows of the model's embedding; those beyond the tokenizer's tokens become unused tokens.</param>
    /// <exception cref="AttuneException">
    /// ATT4128: GGUF files have no such kind of tokenizer, or no way of cutting texts that leads to the same tokens.
    /// </exception>
    public static GgufVocabulary Of(Tokenizer tokenizer, int rows)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        if (tokenizer.Parts.Model is not BpeModel model)
            throw TokenizerErrors.NotInGguf("Its model is not BPE.");
        if (model.Options.HasAffixes)
            throw TokenizerErrors.NotInGguf("Its tokens are written with prefixes or suffixes.");
        return tokenizer.Parts.SpellsBytes() ? GgufByteLevel.Of(tokenizer, model, rows) : GgufSentencePiece.Of(tokenizer, model, rows);
    }

    /// <summary>Tokens and kinds; a byte token is one that spells <c>&lt;0x0A&gt;</c>.</summary>
    internal static (List<string> Tokens, List<int> Kinds) TokensOf(Tokenizer tokenizer, BpeModel model, int rows)
    {
        var added = tokenizer.Parts.AddedTokens.ToDictionary(token => token.Id);
        List<string> tokens = [];
        List<int> kinds = [];
        for (var id = 0; id < Math.Max(rows, tokenizer.VocabularySize); id++)
        {
            var token = tokenizer.IdToToken(id);
            tokens.Add(token ?? $"[UNUSED{id}]");
            var kind = token is null ? PieceKind.Unused
                : token == model.Options.UnknownToken ? PieceKind.Unknown
                : added.TryGetValue(id, out var entry) ? (entry.Special ? PieceKind.Control : PieceKind.UserDefined)
                : model.ByteFallback && token.Length == 6 && token.StartsWith("<0x", StringComparison.Ordinal) ? PieceKind.Byte
                : PieceKind.Normal;
            kinds.Add((int)kind);
        }

        return (tokens, kinds);
    }
}
