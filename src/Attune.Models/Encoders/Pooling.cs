namespace Attune.Models;

/// <summary>How the hidden states of a text become one vector.</summary>
public enum Pooling
{
    /// <summary>The first token's: <c>[CLS]</c> or <c>&lt;s&gt;</c>.</summary>
    FirstToken,

    /// <summary>The mean over the text's tokens (Reimers and Gurevych, "Sentence-BERT", 2019).</summary>
    Mean,

    /// <summary>The mean, divided by its Euclidean length, so that dot products are cosines.</summary>
    MeanNormalized,

    /// <summary>The greatest number of each channel.</summary>
    Max,

    /// <summary>tanh of a dense layer of the first token's state, learned with the model (Devlin and others, 2019).</summary>
    Pooler,
}
