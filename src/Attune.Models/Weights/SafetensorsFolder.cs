using System.Text.Json;

namespace Attune.Models;

/// <summary>
/// The weights of a model folder: one <c>model.safetensors</c>, or shards named by <c>model.safetensors.index.json</c>.
/// Where both are there, the single file is taken, as the reference loader does.
/// </summary>
internal sealed class SafetensorsFolder : IDisposable
{
    private const string SingleName = "model.safetensors";
    private const string IndexName = "model.safetensors.index.json";

    private readonly Dictionary<string, SafetensorsFile> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SafetensorsFile> _fileOf = new(StringComparer.Ordinal);

    private SafetensorsFolder(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Tensor names and the file each is in.</summary>
    public IReadOnlyDictionary<string, SafetensorsFile> FileOf => _fileOf;

    public static SafetensorsFolder Open(string folder)
    {
        var weights = new SafetensorsFolder(folder);
        try
        {
            var single = Path.Combine(folder, SingleName);
            var index = Path.Combine(folder, IndexName);
            if (File.Exists(single))
                weights.AddSingle(single);
            else if (File.Exists(index))
                weights.AddShards(index);
            else
                throw new AttuneException("ATT4102", $"There is neither {SingleName} nor {IndexName}.", "Put the weights into the folder.", folder);
            return weights;
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var file in _files.Values)
            file.Dispose();
    }

    private void AddSingle(string path)
    {
        var file = SafetensorsFile.Open(path);
        _files.Add(SingleName, file);
        foreach (var name in file.Tensors.Keys)
            _fileOf.Add(name, file);
    }

    private void AddShards(string index)
    {
        foreach (var (tensor, shard) in ReadIndex(index))
        {
            if (!_files.TryGetValue(shard, out var file))
            {
                if (shard.Length == 0 || Path.GetFileName(shard) != shard || shard.Contains('\\') || shard is "." or "..")
                    throw Broken(index, $"'{shard}' (for tensor '{tensor}') is not a file name inside the folder");
                _files.Add(shard, file = SafetensorsFile.Open(Path.Combine(Folder, shard)));
            }

            if (!file.Tensors.ContainsKey(tensor))
                throw Broken(index, $"tensor '{tensor}' is said to be in {shard}, which does not have it");
            _fileOf.Add(tensor, file);
        }
    }

    private static Dictionary<string, string> ReadIndex(string index)
    {
        using var document = JsonFile.Read(index, "ATT4108");
        var map = new Dictionary<string, string>(StringComparer.Ordinal);
        if (document.RootElement.ValueKind != JsonValueKind.Object
            || !document.RootElement.TryGetProperty("weight_map", out var entries)
            || entries.ValueKind != JsonValueKind.Object)
            throw Broken(index, "it has no object 'weight_map'");

        foreach (var entry in entries.EnumerateObject())
        {
            if (entry.Value.ValueKind != JsonValueKind.String)
                throw Broken(index, $"the file of tensor '{entry.Name}' is not a string");
            if (!map.TryAdd(entry.Name, entry.Value.GetString()!))
                throw Broken(index, $"tensor '{entry.Name}' is named twice");
        }

        return map;
    }

    private static AttuneException Broken(string index, string fact) =>
        new("ATT4108", $"The index of the weight files is wrong: {fact}.", "Download the model's files again, all of them.", index);
}
