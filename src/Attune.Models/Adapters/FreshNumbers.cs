using Attune.Tensors;

namespace Attune.Models;

/// <summary>Random numbers of a fresh parameter: each a function of the seed, the parameter's name and the place alone.</summary>
internal static class FreshNumbers
{
    public static Tensor Of(Parameter parameter, Backend backend, ulong seed, Func<CounterRandom, ulong, double> draw)
    {
        var values = new float[parameter.Shape.ElementCount];
        var random = new CounterRandom(seed, parameter.Name);
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)draw(random, (ulong)i);
        return Tensor.From(backend, parameter.Shape, values);
    }

    /// <summary>Whether all numbers are zero.</summary>
    public static bool IsZero(this Tensor tensor) => Array.TrueForAll(tensor.ToArray(), number => number == 0);
}
