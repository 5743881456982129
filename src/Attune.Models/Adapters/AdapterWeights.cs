using Attune.Tensors;

namespace Attune.Models;

/// <summary>Reads an adapter's numbers, and adds them into base weights.</summary>
internal static class AdapterWeights
{
    /// <summary>Fills the parameters from the file; every name and shape must fit, but copies of untouched base weights may be there.</summary>
    public static void Load(SafetensorsFile file, string prefix, IReadOnlyList<Parameter> parameters, Backend backend)
    {
        var wanted = parameters.ToDictionary(parameter => prefix + parameter.Name, StringComparer.Ordinal);
        var missing = wanted.Keys.Where(name => !file.Tensors.ContainsKey(name)).Order(StringComparer.Ordinal).ToList();
        var extra = file.Tensors.Keys
            .Where(name => !wanted.ContainsKey(name) && !name.EndsWith(".base_layer.weight", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (missing.Count > 0 || extra.Count > 0)
        {
            throw Unfit(file, $"missing {WeightLoader.Describe(missing)}; unexpected {WeightLoader.Describe(extra)}");
        }

        foreach (var (name, parameter) in wanted)
        {
            if (!WeightLoader.Fits(file.Tensors[name], parameter.Shape))
                throw Unfit(file, $"'{name}' is {file.Tensors[name].DimensionsText}, the model asks for {parameter.Shape}");
        }

        foreach (var (name, parameter) in wanted)
            parameter.Value = Tensor.From(backend, parameter.Shape, file.ReadArray(name));
    }

    /// <summary>W += scale * B A, in float32 (float64 on the reference backend), each element summed over the rank in order.</summary>
    public static void Merge(Tensor weight, LoraUpdate update)
    {
        var (outputs, inputs, rank) = (weight.Shape[0], weight.Shape[1], update.Rank);
        if (weight.DType == DType.Float64)
        {
            MergeDouble(weight.AsDoubleSpan(), update.A.Value.AsDoubleSpan(), update.B.Value.AsDoubleSpan(), inputs, rank, update.Scale);
            return;
        }

        var w = weight.AsSpan();
        var a = update.A.Value.AsReadOnlySpan();
        var b = update.B.Value.AsReadOnlySpan();
        var sum = new float[inputs];
        for (var o = 0; o < outputs; o++)
        {
            Array.Clear(sum);
            for (var r = 0; r < rank; r++)
            {
                var factor = b[(o * rank) + r];
                for (var i = 0; i < inputs; i++)
                    sum[i] = MathF.FusedMultiplyAdd(factor, a[(r * inputs) + i], sum[i]);
            }

            var row = w.Slice(o * inputs, inputs);
            for (var i = 0; i < inputs; i++)
                row[i] += (float)update.Scale * sum[i];
        }
    }

    private static void MergeDouble(Span<double> w, Span<double> a, Span<double> b, int inputs, int rank, double scale)
    {
        for (var at = 0; at < w.Length; at++)
        {
            var sum = 0.0;
            for (var r = 0; r < rank; r++)
                sum += b[(at / inputs * rank) + r] * a[(r * inputs) + (at % inputs)];
            w[at] += scale * sum;
        }
    }

    private static AttuneException Unfit(SafetensorsFile file, string fact) => new(
        "ATT4154", $"The adapter does not fit the model: {fact}.", "Use the base model the adapter was trained on.", file.FilePath);
}
