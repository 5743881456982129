using Attune.Tensors;

namespace Attune.Models;

/// <summary>PEFT's fresh adapters: one of the two matrices is zero, so that the product is.</summary>
internal static class LoraInitialization
{
    /// <summary>A uniform, Kaiming's with a = sqrt 5: sqrt(6 / ((1 + 5) inputs)); B zero.</summary>
    public static void Fill(Parameter a, Parameter b, Backend backend, ulong seed)
    {
        var bound = 1 / Math.Sqrt(a.Shape[1]);
        a.Value = FreshNumbers.Of(a, backend, seed, (random, i) => ((2 * random.Uniform(i)) - 1) * bound);
        b.Value = Tensor.Zeros(backend, b.Shape);
    }

    /// <summary>Of an embedding: A zero, B normal.</summary>
    public static void FillEmbedding(Parameter a, Parameter b, Backend backend, ulong seed)
    {
        a.Value = Tensor.Zeros(backend, a.Shape);
        b.Value = FreshNumbers.Of(b, backend, seed, (random, i) => random.Normal(i));
    }
}
