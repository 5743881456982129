namespace Attune.Models;

/// <summary>In how many bits products with quantized matrices take their activations.</summary>
public enum ActivationPrecision
{
    /// <summary>As they are; results are those of the widened matrices, to the bit.</summary>
    Float32,

    /// <summary>
    /// Rounded to signed bytes, blocks of 32 (Q8_0) or 256 numbers (Q4_K, Q6_K) with a common scale, as llama.cpp does. Faster; each product
    /// is off by at most max|x| / 254 of a block times the sum of its |w|. The same bits on every machine, for any number of threads and rows.
    /// </summary>
    Int8,
}
