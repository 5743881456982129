using Attune.Tensors;

namespace Attune.Models;

/// <summary>PEFT's fresh adapters: one of the two matrices is zero, so that the product is.</summary>
internal static class LoraInitialization
{
    public static void Fill(ILoraHost layer, Backend backend, ulong seed)
    {
        var (a, b) = (layer.Lora!.A, layer.Lora.B);
        if (layer is EmbeddingLayer)
        {
            a.Value = Tensor.Zeros(backend, a.Shape);
            b.Value = Random(b, backend, seed, (random, i) => random.Normal(i));
            return;
        }

        var bound = 1 / Math.Sqrt(a.Shape[1]); // Kaiming's with a = sqrt 5: sqrt(6 / ((1 + 5) inputs))
        a.Value = Random(a, backend, seed, (random, i) => ((2 * random.Uniform(i)) - 1) * bound);
        b.Value = Tensor.Zeros(backend, b.Shape);
    }

    private static Tensor Random(Parameter parameter, Backend backend, ulong seed, Func<CounterRandom, ulong, double> draw)
    {
        var values = new float[parameter.Shape.ElementCount];
        var random = new CounterRandom(seed, parameter.Name);
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)draw(random, (ulong)i);
        return Tensor.From(backend, parameter.Shape, values);
    }
}
