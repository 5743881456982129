namespace Attune.Models;

/// <summary>
/// In which order a GGUF file has the rows of a matrix. Files of Llama hold queries and keys with the two halves that a rotation
/// pairs side by side: row 2i + j of a head is row i + j D/2 of the model.
/// </summary>
internal enum GgufRowOrder
{
    /// <summary>As the model has them.</summary>
    Plain,

    /// <summary>Halves of query heads side by side.</summary>
    PairedQueries,

    /// <summary>Halves of key heads side by side.</summary>
    PairedKeys,

    /// <summary>Queries of all heads, then all keys, then all values, where the model has them head by head (GPT-NeoX).</summary>
    FusedHeads,
}
