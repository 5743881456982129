using Attune.Text.Conversations;
using Attune.Text.Tokenizers;

namespace Attune.Text.Datasets.Checks;

/// <summary>Which rows are learned from and which are held out.</summary>
public enum DatasetPart
{
    /// <summary>The model learns from the row.</summary>
    Train,

    /// <summary>The row is held out for evaluation.</summary>
    Test,
}

/// <summary>A row on its way to training: its messages, the text a model sees, the tokens and which of them are targets.</summary>
public sealed record EncodedRow
{
    /// <summary>The file the row is from.</summary>
    public required string File { get; init; }

    /// <summary>Its line there, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Learned from or held out.</summary>
    public required DatasetPart Part { get; init; }

    /// <summary>The whole conversation as trained on, the answer last.</summary>
    public required RenderedConversation Conversation { get; init; }

    /// <summary>Its tokens.</summary>
    public required TokenizedText Tokens { get; init; }

    /// <summary>For each token whether it is a target of the loss.</summary>
    public required bool[] LossMask { get; init; }

    /// <summary>The tokens that inference starts from: the conversation without its answer, with the generation prompt.</summary>
    public required int[] PromptTokens { get; init; }

    /// <summary>The answer in the data.</summary>
    public string Answer => Conversation.Messages[^1].Content ?? "";

    /// <summary>The row's place, <c>file(line)</c>.</summary>
    public string Source => $"{File}({Line})";

    /// <summary>The id of the last target, or null where there is none.</summary>
    public int? LastTarget => Array.LastIndexOf(LossMask, true) is >= 0 and var last ? Tokens.Ids[last] : null;

    /// <summary>The row with no more tokens than that, for one that the truncation budget lets be cut. The conversation stays whole.</summary>
    /// <param name="length">The most tokens.</param>
    public EncodedRow CutTo(int length) => Tokens.Count > length ? Cut(length) : this;

    /// <summary>The row's first tokens. The conversation stays whole.</summary>
    /// <param name="length">How many tokens; at most as many as there are.</param>
    public EncodedRow Cut(int length) => this with
    {
        Tokens = new TokenizedText(Tokens.Ids[..length], Tokens.Offsets[..length]),
        LossMask = LossMask[..length],
    };
}
