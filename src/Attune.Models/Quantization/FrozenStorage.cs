using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// How the frozen matrices of a base are kept in memory while adapters on it are trained. Products widen them piece by piece, so
/// that the smaller form is all that is there.
/// </summary>
public sealed class FrozenStorage
{
    private readonly Keeper _keep;

    private FrozenStorage(string name, bool keepsVocabulary, double bytesPerNumber, Keeper keep)
    {
        (Name, KeepsVocabulary, BytesPerNumber, _keep) = (name, keepsVocabulary, bytesPerNumber, keep);
    }

    private delegate IStoredMatrix Keeper(Shape shape, ReadOnlySpan<float> values);

    /// <summary>All, by their names.</summary>
    public static IReadOnlyList<FrozenStorage> All { get; } =
    [
        FourBit("nf4", FourBitType.Nf4, doubleQuantization: true),
        FourBit("nf4-single", FourBitType.Nf4, doubleQuantization: false),
        FourBit("fp4", FourBitType.Fp4, doubleQuantization: true),
        FourBit("fp4-single", FourBitType.Fp4, doubleQuantization: false),
        new("bf16", true, 2, (shape, values) => HalfMatrix.From(StorageType.BFloat16, shape, values)),
        new("f16", true, 2, (shape, values) => HalfMatrix.From(StorageType.Float16, shape, values)),
    ];

    /// <summary>NF4 with double quantization, as QLoRA has it: 4.13 bits a number. Linear layers only; embedding and head stay floats.</summary>
    public static FrozenStorage Nf4 => All[0];

    /// <summary>16-bit floats of the range of float32; embedding and head too.</summary>
    public static FrozenStorage BFloat16 => All[4];

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>Whether embedding and head are kept so as well.</summary>
    public bool KeepsVocabulary { get; }

    /// <summary>Bytes of a number, its share of the scales included.</summary>
    public double BytesPerNumber { get; }

    /// <summary>Finds a form by its name; null where there is none.</summary>
    public static FrozenStorage? Find(string name) => All.FirstOrDefault(storage => storage.Name == name);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The form in which a model's linear layers are kept; null for floats and for forms of other files.</summary>
    internal static FrozenStorage? Of(IAdaptableModel model) => model.LinearLayers.FirstOrDefault(layer => layer.Weight.IsStored)?.Weight.Value.Stored switch
    {
        FourBitMatrix matrix => Find($"{matrix.Format.ToLowerInvariant()}{(matrix.Scales.IsDouble ? "" : "-single")}"),
        HalfMatrix { Format: var format } => Find(format.ToLowerInvariant()),
        _ => null,
    };

    /// <summary>Keeps a matrix.</summary>
    internal IStoredMatrix Keep(Shape shape, ReadOnlySpan<float> values) => _keep(shape, values);

    /// <summary>The weights of a model that are kept so.</summary>
    internal HashSet<Parameter> Kept(ICausalLanguageModel model)
    {
        HashSet<Parameter> kept = [.. model.LinearLayers.Select(layer => layer.Weight)];
        // Rows of new tokens are written after the loading.
        if (!KeepsVocabulary || model.Embedding.Weight.StoredRows is not null)
            return kept;
        kept.Add(model.Embedding.Weight);
        if (model.HeadLayer is { } head)
            kept.Add(head.Weight);
        return kept;
    }

    private static FrozenStorage FourBit(string name, FourBitType type, bool doubleQuantization) => new(
        name, false, 0.5 + (doubleQuantization ? (1 + (4.0 / 256)) / 64 : 4.0 / 64),
        (shape, values) => FourBitMatrix.Quantize(type, shape, values, doubleQuantization));
}
