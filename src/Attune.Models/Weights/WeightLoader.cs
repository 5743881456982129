using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// Fills declared parameters from a folder's weight files. Names and shapes are checked, all of them, before the first
/// number is read.
/// </summary>
internal static class WeightLoader
{
    private const int LongestList = 12;

    /// <param name="source">What the model asks for.</param>
    /// <param name="folder">What there is.</param>
    /// <param name="ignored">Names that may be in the files without being asked for: a tied head's copy, constant buffers.</param>
    /// <param name="backend">Where the numbers go.</param>
    public static void Fill(WeightSource source, SafetensorsFolder folder, Func<string, bool> ignored, Backend backend)
    {
        CheckNames(source, folder, ignored);
        foreach (var (parameter, _) in source.Declared)
            CheckShape(parameter, folder.FileOf[parameter.Name]);
        foreach (var (parameter, _) in source.Declared)
            parameter.Value = Read(parameter, folder.FileOf[parameter.Name], backend);
    }

    private static Tensor Read(Parameter parameter, SafetensorsFile file, Backend backend)
    {
        if (backend.DType != DType.Float32)
        {
            var numbers = file.ReadArray(parameter.Name);
            Array.Resize(ref numbers, parameter.Shape.ElementCount);
            return Tensor.From(backend, parameter.Shape, numbers);
        }

        var tensor = Tensor.Zeros(backend, parameter.Shape);
        var stored = Stored(parameter).ElementCount;
        file.Read(parameter.Name, tensor.AsSpan()[..stored]);
        return tensor;
    }

    private static void CheckNames(WeightSource source, SafetensorsFolder folder, Func<string, bool> ignored)
    {
        var asked = source.Declared.Select(weight => weight.Parameter.Name).ToHashSet(StringComparer.Ordinal);
        var missing = asked.Where(name => !folder.FileOf.ContainsKey(name)).Order(StringComparer.Ordinal).ToList();
        var extra = folder.FileOf.Keys.Where(name => !asked.Contains(name) && !ignored(name)).Order(StringComparer.Ordinal).ToList();
        if (missing.Count == 0 && extra.Count == 0)
            return;
        throw new AttuneException(
            "ATT4106",
            $"The weights do not fit the configuration: missing {Describe(missing)}; unexpected {Describe(extra)}.",
            "Take config.json and the weights from the same model.",
            folder.Folder);
    }

    private static void CheckShape(Parameter parameter, SafetensorsFile file)
    {
        var entry = file.Tensors[parameter.Name];
        if (!Fits(entry, Stored(parameter)))
        {
            throw new AttuneException(
                "ATT4107",
                $"Tensor '{parameter.Name}' is {entry.DimensionsText}, the configuration asks for {Stored(parameter)}.",
                "Take config.json and the weights from the same model.",
                file.FilePath);
        }

        if (!StorageConversion.CanReadAsSingle(entry.Type))
        {
            throw new AttuneException(
                "ATT4109",
                $"Tensor '{parameter.Name}' is stored as {StorageTypes.NameOf(entry.Type)}, which is not a kind of weight.",
                "Save the model as F32, F16 or BF16.",
                file.FilePath);
        }
    }

    private static Shape Stored(Parameter parameter) =>
        parameter.StoredRows is { } rows ? new Shape(rows, parameter.Shape[1]) : parameter.Shape;

    /// <summary>Whether a stored tensor has this shape.</summary>
    public static bool Fits(SafetensorsEntry entry, Shape shape)
    {
        var fits = entry.Dimensions.Count == shape.Rank;
        for (var i = 0; fits && i < shape.Rank; i++)
            fits = entry.Dimensions[i] == shape[i];
        return fits;
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
