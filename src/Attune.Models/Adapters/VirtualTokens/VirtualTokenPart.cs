using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// Virtual tokens before every sequence: rows that stand where token embeddings do (prompt tuning, P-tuning), or keys and
/// values of every layer (prefix tuning). PEFT's file has the finished rows only, <c>prompt_embeddings</c>; an encoder behind
/// them is kept beside it, in <c>prompt_encoder.safetensors</c>, so that training can go on.
/// </summary>
internal sealed class VirtualTokenPart : IAdapterPart
{
    private const string EncoderFile = "prompt_encoder.safetensors";

    private readonly string _method;
    private readonly Parameter _finished;
    private PromptEncoder? _encoder;

    /// <param name="method">What it is called in messages.</param>
    /// <param name="encoder">What makes the rows.</param>
    /// <param name="layers">Of a prefix: the number of layers, whose keys and values follow one another in a row; else null.</param>
    public VirtualTokenPart(string method, PromptEncoder encoder, int? layers)
    {
        _method = method;
        _encoder = encoder;
        PrefixLayers = layers;
        _finished = encoder.IsPlain ? encoder.Embedding : new Parameter("prompt_embeddings", new Shape(encoder.Embedding.Shape[0], encoder.Width));
        Saved = [new SavedParameter("prompt_embeddings", _finished)];
    }

    /// <summary>How many tokens.</summary>
    public int Count => _finished.Shape[0];

    /// <summary>Of a prefix, the number of layers; else null.</summary>
    public int? PrefixLayers { get; }

    public IReadOnlyList<Parameter> Trained => _encoder?.Parameters ?? [_finished];

    public IReadOnlyList<SavedParameter> Saved { get; }

    public string? MergeObstacle => $"{_method} adds virtual tokens before every text, and weights have no place for them";

    /// <summary>The finished rows, [n, C] or [n, layers * 2 * Hkv*D].</summary>
    public Tensor Rows() => _encoder?.Rows() ?? _finished.Value;

    public void Fill(Backend backend, ulong seed) => _encoder!.Fill(backend, seed);

    public void Attach()
    {
    }

    public void Detach()
    {
    }

    public void Merge() => throw new InvalidOperationException(MergeObstacle);

    public void SaveBeside(string folder)
    {
        var path = Path.Combine(folder, EncoderFile);
        if (_encoder is not { IsPlain: false } encoder)
        {
            File.Delete(path); // of another method, saved here before
            return;
        }

        using (Gradients.Off())
            _finished.Value = encoder.Rows();
        SafetensorsFile.Write(path, encoder.Parameters.Select(parameter => SafetensorsTensor.From(NameInFile(parameter), parameter.Value)));
    }

    /// <summary>Without the encoder's file the finished rows are what is trained on.</summary>
    public void LoadBeside(string folder, Backend backend)
    {
        if (_encoder is not { IsPlain: false } encoder)
            return;
        var path = Path.Combine(folder, EncoderFile);
        if (!File.Exists(path))
        {
            _encoder = null;
            return;
        }

        using var file = SafetensorsFile.Open(path);
        foreach (var parameter in encoder.Parameters)
        {
            var name = NameInFile(parameter);
            if (!file.Tensors.TryGetValue(name, out var entry) || !WeightLoader.Fits(entry, parameter.Shape))
                throw Unfit(path, $"'{name}' is {entry?.DimensionsText ?? "missing"}, and is to be {parameter.Shape}");
            parameter.Value = Tensor.From(backend, parameter.Shape, file.ReadArray(name));
        }

        using (Gradients.Off())
        {
            if (!AreNear(encoder.Rows().ToArray(), _finished.Value.ToArray()))
                throw Unfit(path, "it does not give the rows of prompt_embeddings");
        }
    }

    /// <summary>Other kernels differ in the last bits of a few sums; another encoder differs in everything.</summary>
    private static bool AreNear(float[] rows, float[] finished)
    {
        var largest = finished.Max(Math.Abs);
        return rows.Zip(finished, (a, b) => Math.Abs(a - b)).All(difference => difference <= 1e-4f * largest);
    }

    private static AttuneException Unfit(string path, string fact) => new(
        "ATT4154", $"The adapter does not fit the model: {fact}.", $"Use the files as they were saved; without {EncoderFile} the finished rows are taken.", path);

    /// <summary>PEFT keeps the encoders of several adapters by name; the usual one is called default.</summary>
    private static string NameInFile(Parameter parameter) => $"{PromptEncoder.Prefix}default.{parameter.Name[PromptEncoder.Prefix.Length..]}";
}
