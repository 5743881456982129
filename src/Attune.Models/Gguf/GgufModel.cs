using System.Globalization;
using System.Text.Json;
using Attune.Tensors;
using Attune.Text.Conversations;
using Attune.Text.Conversations.Comparison;

namespace Attune.Models;

/// <summary>Models in GGUF files: read, and written for llama.cpp.</summary>
public static class GgufModel
{
    /// <summary>The longest part of a matrix that is in memory as floats while it is written.</summary>
    private const int NumbersAtOnce = 1 << 20;

    /// <summary>What a file's model is made of.</summary>
    /// <exception cref="AttuneException">ATT4122: an architecture that is not supported, or values are missing. ATT4103, ATT4105: a value is wrong, or not supported.</exception>
    public static ModelConfiguration ReadConfiguration(GgufFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        using var document = JsonDocument.Parse(GgufArchitectures.Of(file).ReadConfiguration(file).ToJsonString());
        return ModelConfigurationFile.Read(document, file.FilePath);
    }

    /// <summary>Loads a file's model; all numbers become float32.</summary>
    /// <param name="path">The file.</param>
    /// <param name="backend">Where to compute.</param>
    /// <exception cref="AttuneException">
    /// ATT4102, ATT4120, ATT4121: the file cannot be read. ATT4122, ATT4103 to ATT4105: an unsupported model. ATT4106, ATT4107: its
    /// tensors do not fit what it says of itself.
    /// </exception>
    public static ICausalLanguageModel Load(string path, Backend backend) => Load(path, backend, keepsForm: false, ActivationPrecision.Float32);

    /// <summary>
    /// Loads a file's model to be read only: matrices of F16, BF16, Q8_0, Q4_K and Q6_K are kept in these forms, which products
    /// widen as they go; others become float32. Results are those of <see cref="Load(string, Backend)"/>, to the bit.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="backend">Where to compute.</param>
    /// <exception cref="AttuneException">As <see cref="Load(string, Backend)"/>.</exception>
    public static ICausalLanguageModel LoadFrozen(string path, Backend backend) => LoadFrozen(path, backend, ActivationPrecision.Float32);

    /// <summary>Loads a file's model to be read only, and says in how many bits its products take their activations.</summary>
    /// <param name="path">The file.</param>
    /// <param name="backend">Where to compute.</param>
    /// <param name="activations">
    /// <see cref="ActivationPrecision.Int8"/> for speed, in matrices of Q8_0, Q4_K and Q6_K; it has no effect on others.
    /// </param>
    /// <exception cref="AttuneException">As <see cref="Load(string, Backend)"/>.</exception>
    public static ICausalLanguageModel LoadFrozen(string path, Backend backend, ActivationPrecision activations) =>
        Load(path, backend, keepsForm: true, activations);

    private static ICausalLanguageModel Load(string path, Backend backend, bool keepsForm, ActivationPrecision activations)
    {
        ArgumentNullException.ThrowIfNull(backend);
        using var file = GgufFile.Open(path);
        var configuration = ReadConfiguration(file);
        using var weights = new GgufWeights(file, configuration, keepsForm, activations);
        return Model.Load(weights, configuration, storedVocabularySize: null, backend);
    }

    /// <summary>
    /// Writes a Hugging Face folder as one GGUF file, with tokenizer and chat template, atomically, and holds the result to them:
    /// rendered conversations must have the same tokens (<see cref="GgufTemplateCheck"/>).
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="path">The file to make or replace.</param>
    /// <param name="storage">How matrices are stored.</param>
    /// <exception cref="AttuneException">
    /// ATT4100 to ATT4112: the folder cannot be read, or its weights are not those that it says. ATT4124: the model cannot be written as GGUF. ATT4128: its tokenizer cannot.
    /// ATT4110: no space, no permission.
    /// </exception>
    /// <returns>What a server would do otherwise than the folder's own files; nothing where all is well, or where there is no template.</returns>
    public static IReadOnlyList<AttuneException> Write(string folder, string path, GgufStorage storage)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(storage);
        var source = BaseModel.Open(folder);
        var architecture = GgufArchitectures.For(source.Configuration);
        if (source.Configuration.Mlp.Activation != architecture.Activation)
            throw GgufDecoderKeys.Cannot($"the activation {source.Configuration.Mlp.Activation} in this family");
        using var weights = new SafetensorsWeights(folder);
        var writer = new GgufWriter();
        architecture.WriteConfiguration(writer, source.Configuration);
        writer.Add("general.type", "model").Add("general.name", Path.GetFileName(Path.GetFullPath(folder)));
        writer.Add("general.quantization_version", 2u).Add("general.file_type", storage.FileType);
        GgufTokenizer.Write(writer, source);
        AddTensors(writer, architecture, source.Configuration, weights, storage);
        AtomicFile.Write(path, writer.Write);
        return source.ChatTemplateSource is { } template
            ? GgufTemplateCheck.Run(path, ChatTemplate.Parse(template, source.SpecialTokens), source.Tokenizer).Findings
            : [];
    }

    /// <summary>Writes a GGUF file with its matrices stored in another way; all else stays as it is.</summary>
    /// <param name="from">The file to read.</param>
    /// <param name="path">The file to make or replace; another than that.</param>
    /// <param name="storage">How matrices are stored.</param>
    /// <exception cref="AttuneException">ATT4102, ATT4120, ATT4121: the file cannot be read. ATT4122: an unsupported model. ATT4110: no space, no permission.</exception>
    public static void Requantize(string from, string path, GgufStorage storage)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(storage);
        using var file = GgufFile.Open(from);
        var configuration = ReadConfiguration(file);
        var writer = new GgufWriter();
        foreach (var (key, value) in file.Values.Where(entry => entry.Key is not ("general.file_type" or "general.quantization_version" or GgufHead.AlignmentKey)))
            writer.Add(key, value);
        writer.Add("general.quantization_version", 2u).Add("general.file_type", storage.FileType);
        foreach (var tensor in file.InOrder)
        {
            var format = storage.FormatOf(tensor.Name, tensor.Dimensions, Layer(tensor.Name), configuration);
            writer.Add(tensor.Name, format, tensor.Dimensions, stream => Convert(stream, file, tensor, format));
        }

        AtomicFile.Write(path, writer.Write);
    }

    private static int Layer(string tensor) =>
        tensor.StartsWith("blk.", StringComparison.Ordinal) && int.TryParse(tensor.Split('.')[1], CultureInfo.InvariantCulture, out var layer) ? layer : 0;

    private static void Convert(Stream stream, GgufFile file, GgufTensor tensor, BlockFormat format)
    {
        const int numbers = 1 << 18; // whole blocks of every format
        var values = new float[Math.Min(numbers, tensor.ElementCount)];
        var bytes = new byte[format.BytesOf(values.Length)];
        for (var first = 0L; first < tensor.ElementCount; first += numbers)
        {
            var part = values.AsSpan(0, (int)Math.Min(numbers, tensor.ElementCount - first));
            file.Read(tensor.Name, first, part);
            var packed = bytes.AsSpan(0, (int)format.BytesOf(part.Length));
            format.Quantize(part, packed);
            stream.Write(packed);
        }
    }

    private static void AddTensors(
        GgufWriter writer, GgufArchitecture architecture, ModelConfiguration configuration, SafetensorsWeights weights, GgufStorage storage)
    {
        var stored = Model.Match(configuration, weights).ToDictionary(parameter => parameter.Name, parameter => parameter.StoredName, StringComparer.Ordinal);
        var layout = stored.Keys.ToHashSet(StringComparer.Ordinal);
        foreach (var rule in architecture.Tensors)
        {
            for (var layer = 0; layer < (rule.IsOfLayers ? configuration.LayerCount : 1); layer++)
            {
                List<string> names = [.. Enumerable.Range(0, rule.Parts(configuration)).Select(part => rule.WeightOf(layer, part))];
                if (!names.Exists(layout.Remove))
                    continue;
                layout.ExceptWith(names);
                var parts = names.ConvertAll(name => weights.Find(stored[name])!);
                var dimensions = rule.FileDimensions(parts[0].Dimensions, parts.Count);
                var format = storage.FormatOf(rule.TensorOf(layer), dimensions, layer, configuration);
                writer.Add(rule.TensorOf(layer), format, dimensions, stream =>
                {
                    foreach (var part in parts)
                        WriteTensor(stream, rule, configuration, part, rule.IsOfExperts ? part.Dimensions : dimensions, format);
                });
            }
        }

        if (layout.Count > 0)
            throw new AttuneException("ATT4124", $"GGUF files have no place for '{layout.Order(StringComparer.Ordinal).First()}'.", "Use the model as a Hugging Face folder.", weights.Place);
    }

    private static void WriteTensor(
        Stream stream, GgufTensorRule rule, ModelConfiguration c, StoredWeight weight, IReadOnlyList<long> dimensions, BlockFormat format)
    {
        var columns = checked((int)(dimensions.Count == 1 ? 1 : dimensions[^1]));
        var rows = checked((int)(dimensions.Aggregate(1L, (product, dimension) => product * dimension) / columns));
        var whole = rule.Transposed ? Transposed(weight, rows, columns) : null;
        var step = dimensions.Count == 1 ? rows : Math.Max(1, NumbersAtOnce / columns);
        var numbers = new float[Math.Min(step, rows) * columns];
        var bytes = new byte[format.BytesOf(numbers.Length)];
        for (var row = 0; row < rows; row += step)
        {
            var count = Math.Min(step, rows - row);
            for (var i = 0; i < count; i++)
            {
                var to = numbers.AsSpan(i * columns, columns);
                if (whole is null)
                    weight.Read!((long)rule.ModelRow(row + i, c) * columns, to);
                else
                    whole.AsSpan((row + i) * columns, columns).CopyTo(to);
            }

            var part = numbers.AsSpan(0, count * columns);
            for (var i = 0; rule.Added != 0 && i < part.Length; i++)
                part[i] += rule.Added;
            var packed = bytes.AsSpan(0, (int)format.BytesOf(part.Length));
            format.Quantize(part, packed);
            stream.Write(packed);
        }
    }

    private static float[] Transposed(StoredWeight weight, int rows, int columns)
    {
        var stored = new float[rows * columns];
        weight.Read!(0, stored);
        return AdapterWeights.Transpose<float>(stored, columns, rows);
    }
}
