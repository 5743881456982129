using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// Fills declared parameters from a model's weight files. Names and shapes are checked, all of them, before the first
/// number is read.
/// </summary>
internal static class WeightLoader
{
    private const int LongestList = 12;

    /// <param name="source">What the model asks for.</param>
    /// <param name="files">What there is.</param>
    /// <param name="ignored">Names that may be in the files without being asked for: a tied head's copy, constant buffers.</param>
    /// <param name="backend">Where the numbers go.</param>
    /// <param name="keep">The smaller form in which a weight is kept, or null for floats. What was quantized before stays so.</param>
    public static void Fill(
        WeightSource source, IWeightFiles files, Func<string, bool> ignored, Backend backend, Func<Parameter, FrozenStorage?>? keep = null) =>
        Fill(source.Declared, files, ignored, backend, keep);

    /// <summary>The same for some of them.</summary>
    public static void Fill(
        IReadOnlyList<DeclaredWeight> declared, IWeightFiles files, Func<string, bool> ignored, Backend backend,
        Func<Parameter, FrozenStorage?>? keep = null)
    {
        Check([.. declared.Select(weight => weight.Parameter)], files, ignored);
        float[] buffer = [];
        foreach (var (parameter, _) in declared)
            parameter.Value = Read(parameter, files.Find(parameter.StoredName)!, backend, keep, ref buffer);
    }

    /// <summary>All are in the files, in their shapes, and nothing else is.</summary>
    /// <exception cref="AttuneException">ATT4106, ATT4107, ATT4109.</exception>
    public static void Check(IReadOnlyList<Parameter> parameters, IWeightFiles files, Func<string, bool> ignored)
    {
        CheckNames(parameters, files, ignored);
        foreach (var parameter in parameters)
            CheckShape(parameter, files.Find(parameter.StoredName)!);
    }

    private static Tensor Read(
        Parameter parameter, StoredWeight weight, Backend backend, Func<Parameter, FrozenStorage?>? keep, ref float[] buffer)
    {
        if (!parameter.StoredTransposed && parameter.StoredRows is null && weight.Matrix?.Invoke() is { } matrix)
            return Tensor.From(backend, matrix);
        if (keep?.Invoke(parameter) is { } storage)
            return Tensor.From(backend, storage.Keep(parameter.Shape, ReadWhole(parameter, weight, ref buffer)));
        if (backend.DType != DType.Float32 || parameter.StoredTransposed)
            return Tensor.From(backend, parameter.Shape, ReadWhole(parameter, weight, ref buffer));
        var tensor = Tensor.Zeros(backend, parameter.Shape);
        weight.Read!(0, tensor.AsSpan()[..Stored(parameter).ElementCount]);
        return tensor;
    }

    /// <summary>
    /// One matrix at a time is there as floats, turned round where files hold its transpose. All are read into one buffer, which
    /// grows to the largest: a buffer each would be there until the garbage collector sees to it.
    /// </summary>
    private static ReadOnlySpan<float> ReadWhole(Parameter parameter, StoredWeight weight, ref float[] buffer)
    {
        int count = parameter.Shape.ElementCount, stored = Stored(parameter).ElementCount;
        if (buffer.Length < count)
            buffer = new float[count];
        var numbers = buffer.AsSpan(0, count);
        weight.Read!(0, numbers[..stored]);
        numbers[stored..].Clear();
        return parameter.StoredTransposed ? AdapterWeights.Transpose<float>(numbers.ToArray(), parameter.Shape[1], parameter.Shape[0]) : numbers;
    }

    private static void CheckNames(IReadOnlyList<Parameter> parameters, IWeightFiles files, Func<string, bool> ignored)
    {
        var asked = parameters.Select(parameter => parameter.StoredName).ToHashSet(StringComparer.Ordinal);
        var missing = asked.Where(name => files.Find(name) is null).Order(StringComparer.Ordinal).ToList();
        var extra = files.Names.Where(name => !asked.Contains(name) && !ignored(name)).Order(StringComparer.Ordinal).ToList();
        if (missing.Count == 0 && extra.Count == 0)
            return;
        throw new AttuneException(
            "ATT4106",
            $"The weights do not fit the configuration: missing {Describe(missing)}; unexpected {Describe(extra)}.",
            "Take config.json and the weights from the same model.",
            files.Place);
    }

    private static void CheckShape(Parameter parameter, StoredWeight weight)
    {
        if (!weight.HasShape(Stored(parameter)))
        {
            throw new AttuneException(
                "ATT4107",
                $"Tensor '{parameter.StoredName}' is {weight.DimensionsText}, the configuration asks for {Stored(parameter)}.",
                "Take config.json and the weights from the same model.",
                weight.File);
        }

        if (weight.Read is null)
        {
            throw new AttuneException(
                "ATT4109",
                $"Tensor '{parameter.StoredName}' is stored as {weight.Type}, which is not a kind of weight.",
                "Save the model as F32, F16 or BF16.",
                weight.File);
        }
    }

    private static Shape Stored(Parameter parameter) =>
        parameter.StoredRows is { } rows ? new Shape(rows, parameter.Shape[1])
        : parameter.StoredTransposed ? new Shape(parameter.Shape[1], parameter.Shape[0])
        : parameter.Shape;

    /// <summary>Whether a stored tensor has this shape.</summary>
    public static bool Fits(SafetensorsEntry entry, Shape shape)
    {
        var fits = entry.Dimensions.Count == shape.Rank;
        for (var i = 0; fits && i < shape.Rank; i++)
            fits = entry.Dimensions[i] == shape[i];
        return fits;
    }

    /// <summary>Finds out whether files leave out what names begin with, and notes the names they have.</summary>
    /// <param name="parameters">What the model asks for.</param>
    /// <param name="names">What there is.</param>
    /// <param name="prefix">What names begin with in files of the whole model.</param>
    public static void FindNames(IEnumerable<Parameter> parameters, IEnumerable<string> names, string prefix)
    {
        var known = names.ToHashSet(StringComparer.Ordinal);
        if (known.Any(name => name.StartsWith(prefix, StringComparison.Ordinal)))
            return;
        foreach (var parameter in parameters.Where(parameter => parameter.Name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            if (known.Contains(parameter.Name[prefix.Length..]))
                parameter.StoredName = parameter.Name[prefix.Length..];
        }
    }

    /// <summary>A list of names for an error, not too long.</summary>
    public static string Describe(List<string> names)
    {
        if (names.Count == 0)
            return "none";
        var shown = string.Join(", ", names.Take(LongestList).Select(name => $"'{name}'"));
        return names.Count > LongestList ? $"{shown} and {names.Count - LongestList} more" : shown;
    }
}
