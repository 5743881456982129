using Attune.Tensors;

namespace Attune.Models;

/// <summary>The weights of a Hugging Face folder.</summary>
/// <param name="folder">The folder.</param>
/// <param name="keepsForm">Whether matrices of 16-bit floats are kept as they are.</param>
internal sealed class SafetensorsWeights(string folder, bool keepsForm = false) : IWeightFiles
{
    private readonly SafetensorsFolder _folder = SafetensorsFolder.Open(folder);

    public string Place => _folder.Folder;

    public IEnumerable<string> Names => _folder.FileOf.Keys.Where(name => !FourBitCheckpoint.IsPart(name, _folder.FileOf.ContainsKey));

    public StoredWeight? Find(string name)
    {
        if (!_folder.FileOf.TryGetValue(name, out var file))
            return null;
        var entry = file.Tensors[name];
        if (entry.Type == StorageType.UInt8 && FourBitCheckpoint.StateOf(name, file.Tensors.ContainsKey) is { } state)
            return FourBit(file, name, state);
        WeightReader? read = StorageConversion.CanReadAsSingle(entry.Type) ? (first, destination) => ReadParts(file, name, first, destination) : null;
        var weight = new StoredWeight(name, file.FilePath, StorageTypes.NameOf(entry.Type), entry.Dimensions, read);
        return keepsForm && CanKeep(entry)
            ? weight with { Matrix = () => Half(file, name, entry), BytesPerNumber = StorageTypes.SizeOf(entry.Type) }
            : weight;
    }

    public void Dispose() => _folder.Dispose();

    private static bool CanKeep(SafetensorsEntry entry) =>
        entry is { Type: StorageType.BFloat16 or StorageType.Float16, Dimensions.Count: 2 }
        && entry.Dimensions[0] * entry.Dimensions[1] * sizeof(ushort) <= int.MaxValue;

    private static HalfMatrix? Half(SafetensorsFile file, string name, SafetensorsEntry entry)
    {
        var shape = new Shape(checked((int)entry.Dimensions[0]), checked((int)entry.Dimensions[1]));
        var rowBytes = sizeof(ushort) * shape[1];
        return HalfMatrix.From(entry.Type, shape, row => file.Bytes(name).Slice(row * rowBytes, rowBytes));
    }

    private static StoredWeight FourBit(SafetensorsFile file, string name, string state)
    {
        var shape = FourBitCheckpoint.ShapeOf(file, state);
        var matrix = new Lazy<FourBitMatrix>(() => FourBitCheckpoint.Read(file, name, state));
        return new StoredWeight(name, file.FilePath, "four bits", [shape[0], shape[1]], (first, destination) =>
            matrix.Value.Read((int)(first / shape[1]), (int)(first % shape[1]), destination))
        {
            Matrix = () => matrix.Value,
            BytesPerNumber = FrozenStorage.Nf4.BytesPerNumber,
        };
    }

    /// <summary>In parts, since a span of bytes is shorter than a matrix may be.</summary>
    private static void ReadParts(SafetensorsFile file, string name, long first, Span<float> destination)
    {
        const int step = 1 << 20;
        for (var done = 0; done < destination.Length; done += step)
            file.Read(name, first + done, destination.Slice(done, Math.Min(step, destination.Length - done)));
    }
}
