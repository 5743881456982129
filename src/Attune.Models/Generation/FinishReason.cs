namespace Attune.Models;

/// <summary>Why a generated text ends.</summary>
public enum FinishReason
{
    /// <summary>The model wrote a stop token; it is the last of the token ids and not in the text.</summary>
    StopToken,

    /// <summary>The text came to hold a stop string; it is cut before it.</summary>
    StopString,

    /// <summary>As many new tokens as were asked for.</summary>
    MaxNewTokens,

    /// <summary>The model's longest sequence was reached.</summary>
    ContextLength,
}
