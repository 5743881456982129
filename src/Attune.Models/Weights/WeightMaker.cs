using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// Fills declared parameters with fresh numbers. Each number depends on the seed, the parameter's name and its place alone:
/// a deeper model has the same first layers.
/// </summary>
internal static class WeightMaker
{
    public static void Fill(WeightSource source, Backend backend, ulong seed, double standardDeviation) =>
        Fill(source.Declared, backend, seed, standardDeviation);

    /// <summary>The same for some of them.</summary>
    public static void Fill(IEnumerable<DeclaredWeight> declared, Backend backend, ulong seed, double standardDeviation)
    {
        foreach (var (parameter, initializer) in declared)
        {
            var values = new float[parameter.Shape.ElementCount];
            switch (initializer)
            {
                case WeightInitializer.Ones:
                    Array.Fill(values, 1f);
                    break;
                case WeightInitializer.Normal:
                    var random = new CounterRandom(seed, parameter.Name);
                    for (var i = 0; i < values.Length; i++)
                        values[i] = (float)(standardDeviation * random.Normal((ulong)i));
                    break;
            }

            parameter.Value = Tensor.From(backend, parameter.Shape, values);
        }
    }
}
