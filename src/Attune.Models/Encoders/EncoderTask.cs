namespace Attune.Models;

/// <summary>What an encoder's head is for.</summary>
public enum EncoderTask
{
    /// <summary>There is no head: hidden states and embeddings.</summary>
    None,

    /// <summary>Labels or numbers for a text.</summary>
    SequenceClassification,

    /// <summary>A label for each token.</summary>
    TokenClassification,

    /// <summary>The token that stands at a masked place.</summary>
    MaskedLanguageModel,
}
