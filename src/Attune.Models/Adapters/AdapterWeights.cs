using Attune.Tensors;

namespace Attune.Models;

/// <summary>Reads and writes an adapter's numbers.</summary>
internal static class AdapterWeights
{
    /// <summary>
    /// Fills the parameters from the file, and the model from copies of its matrices where some are wanted; every name and
    /// shape must fit, but other copies of untouched base weights may be there.
    /// </summary>
    public static void Load(SafetensorsFile file, IReadOnlyList<IAdapterPart> parts, VocabularyCopies? copies, Backend backend)
    {
        var wanted = parts.SelectMany(part => part.Saved).ToDictionary(saved => saved.Name, saved => saved.Parameter, StringComparer.Ordinal);
        var missing = wanted.Keys.Where(name => !file.Tensors.ContainsKey(name)).Order(StringComparer.Ordinal).ToList();
        var extra = file.Tensors.Keys
            .Where(name => !wanted.ContainsKey(name) && copies?.Contains(name) != true && !name.EndsWith(BaseLayerCopies.End, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (missing.Count > 0 || extra.Count > 0)
            throw Unfit(file, $"missing {WeightLoader.Describe(missing)}; unexpected {WeightLoader.Describe(extra)}");

        foreach (var (name, parameter) in wanted)
        {
            var shape = StoredShape(parameter);
            if (!WeightLoader.Fits(file.Tensors[name], shape))
                throw Unfit(file, $"'{name}' is {file.Tensors[name].DimensionsText}, the model asks for {shape}");
        }

        copies?.Load();
        foreach (var (name, parameter) in wanted)
            parameter.Value = Read(file, name, parameter, backend);
    }

    public static SafetensorsTensor ToSave(SavedParameter saved)
    {
        var shape = StoredShape(saved.Parameter);
        return saved.Parameter.StoredTransposed
            ? SafetensorsTensor.From(saved.Name, [shape[0], shape[1]], Transpose(saved.Parameter.Value.ToArray(), shape[1], shape[0]))
            : SafetensorsTensor.From(saved.Name, saved.Parameter.Value);
    }

    /// <summary>[rows, columns] to [columns, rows].</summary>
    public static T[] Transpose<T>(ReadOnlySpan<T> values, int rows, int columns)
    {
        var result = new T[values.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                result[(column * rows) + row] = values[(row * columns) + column];
        }

        return result;
    }

    private static Tensor Read(SafetensorsFile file, string name, Parameter parameter, Backend backend)
    {
        var values = file.ReadArray(name);
        if (parameter.StoredTransposed)
            values = Transpose(values, parameter.Shape[1], parameter.Shape[0]);
        return Tensor.From(backend, parameter.Shape, values);
    }

    private static float[] Transpose(float[] values, int rows, int columns) => Transpose<float>(values, rows, columns);

    private static Shape StoredShape(Parameter parameter) =>
        parameter.StoredTransposed ? new Shape(parameter.Shape[1], parameter.Shape[0]) : parameter.Shape;

    private static AttuneException Unfit(SafetensorsFile file, string fact) => new(
        "ATT4154", $"The adapter does not fit the model: {fact}.", "Use the base model the adapter was trained on.", file.FilePath);
}
