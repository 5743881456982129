namespace Attune.Models;

/// <summary>What a model's files say of it, without its weights being read.</summary>
/// <param name="Format">The format of the files, <c>safetensors</c> or <c>gguf</c>.</param>
/// <param name="Configuration">What it is made of.</param>
/// <param name="Parameters">How many numbers it has; a matrix that serves twice counts once.</param>
/// <param name="Stored">For each type of numbers, how many tensors, numbers and bytes are stored so.</param>
public sealed record ModelDescription(
    string Format, ModelConfiguration Configuration, long Parameters, IReadOnlyDictionary<string, (int Tensors, long Numbers, long Bytes)> Stored)
{
    /// <summary>Describes a Hugging Face folder or a GGUF file.</summary>
    /// <exception cref="AttuneException">ATT4100 to ATT4122: the files cannot be read, or are not of a supported model.</exception>
    public static ModelDescription Of(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (GgufFile.IsGguf(path))
        {
            using var file = GgufFile.Open(path);
            return Of("gguf", GgufModel.ReadConfiguration(file), file.Tensors.Values.Select(tensor => (tensor.Format.Name, tensor.ElementCount, tensor.Length)));
        }

        var configuration = ModelConfigurationFile.Read(ModelFolder.Require(path, "config.json"));
        return Of("safetensors", configuration, StoredIn(path));
    }

    /// <summary>The tensors of a folder: how each is stored, how many numbers it has, and its bytes.</summary>
    internal static List<(string Type, long Numbers, long Bytes)> StoredIn(string path)
    {
        using var folder = SafetensorsFolder.Open(path);
        return [.. folder.FileOf.Select(entry => entry.Value.Tensors[entry.Key]).Select(entry => (StorageTypes.NameOf(entry.Type), entry.ElementCount, entry.Length))];
    }

    /// <summary>The same by types of numbers.</summary>
    internal static Dictionary<string, (int Tensors, long Numbers, long Bytes)> ByType(IEnumerable<(string Type, long Numbers, long Bytes)> tensors) =>
        tensors.GroupBy(tensor => tensor.Type).ToDictionary(group => group.Key, group => (group.Count(), group.Sum(tensor => tensor.Numbers), group.Sum(tensor => tensor.Bytes)));

    private static ModelDescription Of(string format, ModelConfiguration configuration, IEnumerable<(string Type, long Numbers, long Bytes)> tensors) => new(
        format, configuration, Model.LayOut(configuration).Parameters.Sum(parameter => (long)parameter.Shape.ElementCount),
        ByType(tensors));
}
