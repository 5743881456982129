using Attune.Tensors;

namespace Attune.Models;

/// <summary>The tensors of a GGUF file as the weights of a model: under its names, rows in its order.</summary>
internal sealed class GgufWeights : IWeightFiles
{
    private readonly GgufFile _file;
    private readonly ModelConfiguration _configuration;
    private readonly bool _keepsForm;
    private readonly ActivationPrecision _activations;
    private readonly Dictionary<string, (GgufTensorRule Rule, GgufTensor Tensor, int Part)> _weights = new(StringComparer.Ordinal);
    private readonly List<string> _others = [];

    /// <param name="file">The file; it stays the caller's.</param>
    /// <param name="configuration">What it holds.</param>
    /// <param name="keepsForm">Whether matrices are kept in the file's form where that is possible.</param>
    /// <param name="activations">What products of such matrices make of their activations.</param>
    public GgufWeights(
        GgufFile file, ModelConfiguration configuration, bool keepsForm = false, ActivationPrecision activations = ActivationPrecision.Float32)
    {
        (_file, _configuration, _keepsForm, _activations) = (file, configuration, keepsForm, activations);
        var architecture = GgufArchitectures.Of(file);
        var known = architecture.Ignored.ToHashSet(StringComparer.Ordinal);
        foreach (var rule in architecture.Tensors)
        {
            for (var layer = 0; layer < (rule.IsOfLayers ? configuration.LayerCount : 1); layer++)
            {
                var parts = rule.Parts(configuration);
                if (parts == 0 || !file.Tensors.TryGetValue(rule.TensorOf(layer), out var tensor))
                    continue;
                for (var part = 0; part < parts; part++)
                    _weights.Add(rule.WeightOf(layer, part), (rule, tensor, part));
                known.Add(tensor.Name);
            }
        }

        _others.AddRange(file.Tensors.Keys.Where(name => !known.Contains(name)));
    }

    public string Place => _file.FilePath;

    /// <summary>Tensors that are no weights of the family stand under their own names, so that they are told of as unexpected.</summary>
    public IEnumerable<string> Names => _weights.Keys.Concat(_others);

    public StoredWeight? Find(string name)
    {
        if (!_weights.TryGetValue(name, out var found))
            return null;
        var (rule, tensor, part) = found;
        var dimensions = rule.ModelDimensions(tensor.Dimensions, rule.Parts(_configuration));
        var before = part * dimensions.Aggregate(1L, static (product, dimension) => product * dimension);
        var weight = new StoredWeight(name, _file.FilePath, tensor.Format.Name, dimensions, (first, destination) => Read(rule, tensor, before + first, destination));
        var isWhole = dimensions.Count == 2 && dimensions.SequenceEqual(tensor.Dimensions) && !rule.Transposed && rule.Added == 0;
        return _keepsForm && isWhole && Interleaver(tensor.Format) is { } interleave
            ? weight with { Matrix = () => Matrix(interleave, rule, tensor), BytesPerNumber = tensor.Format.BitsPerNumber / 8 }
            : weight;
    }

    public void Dispose()
    {
        // The file is not ours.
    }

    private BlockInterleaver? Interleaver(BlockFormat format) =>
        (_activations == ActivationPrecision.Int8 ? format.InterleaveRounding : null) ?? format.Interleave;

    private IStoredMatrix? Matrix(BlockInterleaver interleave, GgufTensorRule rule, GgufTensor tensor)
    {
        var shape = new Shape(checked((int)tensor.Dimensions[0]), checked((int)tensor.Dimensions[1]));
        var rowBytes = (int)tensor.Format.BytesOf(shape[1]);
        return interleave(shape, row => _file.Bytes(tensor, (long)rule.FileRow(row, _configuration) * rowBytes, rowBytes));
    }

    private void Read(GgufTensorRule rule, GgufTensor tensor, long first, Span<float> destination)
    {
        if (rule.Transposed)
            ReadTransposed(tensor, first, destination);
        else if (rule.Rows == GgufRowOrder.Plain)
            ReadAny(tensor, first, destination);
        else
            ReadRows(rule, tensor, first, destination);
        for (var i = 0; rule.Added != 0 && i < destination.Length; i++)
            destination[i] -= rule.Added;
    }

    /// <summary>From any number on, though files can only be read by whole blocks.</summary>
    private void ReadAny(GgufTensor tensor, long first, Span<float> destination)
    {
        var length = tensor.Format.BlockLength;
        var before = (int)(first % length);
        if (before == 0 && destination.Length % length == 0)
        {
            _file.Read(tensor.Name, first, destination);
            return;
        }

        var blocks = new float[(before + destination.Length + length - 1) / length * length];
        _file.Read(tensor.Name, first - before, blocks);
        blocks.AsSpan(before, destination.Length).CopyTo(destination);
    }

    private void ReadRows(GgufTensorRule rule, GgufTensor tensor, long first, Span<float> destination)
    {
        var columns = tensor.Dimensions.Count == 1 ? 1 : tensor.Dimensions[^1];
        while (!destination.IsEmpty)
        {
            var (row, column) = Math.DivRem(first, columns);
            var count = (int)Math.Min(columns - column, destination.Length);
            ReadAny(tensor, (rule.FileRow((int)row, _configuration) * columns) + column, destination[..count]);
            destination = destination[count..];
            first += count;
        }
    }

    /// <summary>The tensor is [n, k] in the file and [k, n] in the model. Such models are small: the whole is read.</summary>
    private void ReadTransposed(GgufTensor tensor, long first, Span<float> destination)
    {
        var whole = _file.ReadArray(tensor.Name);
        var (n, k) = (tensor.Dimensions[0], tensor.Dimensions[1]);
        for (var i = 0; i < destination.Length; i++)
        {
            var (row, column) = Math.DivRem(first + i, n);
            destination[i] = whole[(column * k) + row];
        }
    }
}
