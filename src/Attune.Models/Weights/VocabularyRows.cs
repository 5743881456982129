namespace Attune.Models;

/// <summary>
/// The rows that a model has learned for single tokens: of the embedding and, where the head has a matrix of its own, of
/// the head. Read from the files, without loading the model.
/// </summary>
public sealed class VocabularyRows : IDisposable
{
    private readonly SafetensorsFolder _weights;
    private readonly string _embedding;
    private readonly string? _head;

    private VocabularyRows(SafetensorsFolder weights, ICausalLanguageModel layout)
    {
        _weights = weights;
        WeightLoader.FindNames(layout.Parameters, weights.FileOf.Keys, Architectures.Get(layout.Configuration.Architecture).Prefix);
        _embedding = layout.Embedding.Weight.StoredName;
        _head = layout.HeadLayer?.Weight.StoredName;
        Count = layout.Configuration.VocabularySize;
        Width = layout.Configuration.HiddenSize;
    }

    /// <summary>The number of rows in the files; tokens that are added to the model have none there.</summary>
    public int Count { get; }

    /// <summary>The numbers of a row.</summary>
    public int Width { get; }

    /// <summary>Whether the head has rows of its own.</summary>
    public bool HasHead => _head is not null;

    /// <summary>Opens the weights of a folder.</summary>
    /// <exception cref="AttuneException">ATT4101, ATT4102 or ATT4108: the files cannot be read. ATT4107: the embedding or the head has another size than the configuration says.</exception>
    public static VocabularyRows Open(BaseModel baseModel)
    {
        ArgumentNullException.ThrowIfNull(baseModel);
        var weights = SafetensorsFolder.Open(baseModel.Folder);
        try
        {
            var stored = baseModel.Configuration with { VocabularySize = baseModel.StoredVocabularySize };
            var rows = new VocabularyRows(weights, Model.LayOut(stored));
            rows.Require(rows._embedding);
            if (rows._head is not null)
                rows.Require(rows._head);
            return rows;
        }
        catch
        {
            weights.Dispose();
            throw;
        }
    }

    /// <summary>Reads a token's row of the embedding.</summary>
    /// <param name="id">The token.</param>
    /// <param name="row">Where to; <see cref="Width"/> long.</param>
    public void ReadEmbedding(int id, Span<float> row) => Read(_embedding, id, row);

    /// <summary>Reads a token's row of the head.</summary>
    /// <param name="id">The token.</param>
    /// <param name="row">Where to; <see cref="Width"/> long.</param>
    public void ReadHead(int id, Span<float> row) => Read(_head ?? _embedding, id, row);

    /// <inheritdoc/>
    public void Dispose() => _weights.Dispose();

    private void Read(string name, int id, Span<float> row) => _weights.FileOf[name].Read(name, (long)id * Width, row[..Width]);

    private void Require(string name)
    {
        if (!_weights.FileOf.TryGetValue(name, out var file))
            throw new AttuneException("ATT4106", $"The weights do not fit the configuration: missing '{name}'.", "Take config.json and the weights from the same model.", _weights.Folder);
        var entry = file.Tensors[name];
        if (entry.Dimensions is not [var count, var width] || count != Count || width != Width || !StorageConversion.CanReadAsSingle(entry.Type))
        {
            throw new AttuneException(
                "ATT4107", $"Tensor '{name}' is {entry.DimensionsText}, the configuration asks for [{Count}, {Width}].",
                "Take config.json and the weights from the same model.", file.FilePath);
        }
    }
}
