using Attune.Models;
using Attune.Text.Conversations;
using Attune.Text.Tokenizers;

namespace Attune.Server;

/// <summary>A model and what the server has to know of it. It does not own the weights.</summary>
public sealed record ServedModel
{
    /// <summary>The name that requests call it by.</summary>
    public required string Id { get; init; }

    /// <summary>The weights; the server's engine is the only one that may use them while it runs.</summary>
    public required ICausalLanguageModel Model { get; init; }

    /// <summary>Turns tokens into text, and the prompts of /v1/completions into tokens.</summary>
    public required Tokenizer Tokenizer { get; init; }

    /// <summary>
    /// The tokens that an answer starts from. It renders the chat template that the model was trained with, and what it
    /// throws as <see cref="AttuneException"/> is answered with status 400.
    /// </summary>
    public required Func<Conversation, int[]> EncodePrompt { get; init; }

    /// <summary>Tokens that end an answer.</summary>
    public required IReadOnlyList<int> StopTokens { get; init; }

    /// <summary>The longest sequence, prompt and answer, in tokens; it decides the memory of the key-value cache.</summary>
    public required int ContextLength { get; init; }

    /// <summary>The most tokens of an answer where a chat request does not say.</summary>
    public required int DefaultMaxTokens { get; init; }

    /// <summary>Changes with the weights; clients see it as <c>system_fingerprint</c>.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>When the weights were made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The name of the model that it was tuned from, or null.</summary>
    public string? Base { get; init; }
}
