using Attune.Tensors;

namespace Attune.Models;

/// <summary>Loads, makes and saves encoders.</summary>
public static class EncoderModel
{
    /// <summary>Loads a Hugging Face folder: <c>config.json</c> and <c>model.safetensors</c>, or its shards, with the head that it has.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="backend">Where to compute. Half precision on disk is widened to float32.</param>
    /// <exception cref="AttuneException">ATT4100 to ATT4109: something is missing, cut short, inconsistent or unsupported.</exception>
    public static IEncoderModel Load(string folder, Backend backend)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(backend);
        var c = EncoderConfigurationFile.Read(ModelFolder.Require(folder, "config.json"));
        var family = EncoderFamilies.Get(c.Architecture).Family;
        using var weights = new SafetensorsWeights(folder);
        CheckDepth(c, weights);
        c = c with { HasPooler = EncoderWeights.Find("pooler.dense.weight", weights, family) is not null };
        var source = new WeightSource();
        var model = new Encoder(c, source, backend);
        CheckMemory(source, weights);
        EncoderWeights.Match(source.Declared, weights, family);
        WeightLoader.Fill(source, weights, name => EncoderWeights.IsSurplus(name, family), backend);
        return model;
    }

    /// <summary>
    /// Loads the encoder of a folder, whatever its head, and gives it a fresh one: where fine-tuning starts. A pooler that the
    /// folder has is kept where the head is built on it.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="task">What the head is for.</param>
    /// <param name="labels">The labels of classifiers; null: the default.</param>
    /// <param name="backend">Where to compute.</param>
    /// <param name="seed">The same seed gives the same head.</param>
    /// <exception cref="AttuneException">ATT4100 to ATT4109, as <see cref="Load"/>.</exception>
    public static IEncoderModel LoadWithNewHead(string folder, EncoderTask task, LabelOptions? labels, Backend backend, ulong seed)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(backend);
        var stored = EncoderConfigurationFile.Read(ModelFolder.Require(folder, "config.json"));
        var (family, storedTask) = EncoderFamilies.Get(stored.Architecture);
        using var weights = new SafetensorsWeights(folder);
        CheckDepth(stored, weights);
        var c = stored with
        {
            Architecture = EncoderFamilies.NameOf(family, task),
            Labels = labels ?? new LabelOptions(),
            HasPooler = EncoderWeights.Find("pooler.dense.weight", weights, family) is not null,
        };
        var source = new WeightSource();
        var model = new Encoder(c, source, backend);
        CheckMemory(source, weights);
        EncoderWeights.Match(source.Declared, weights, family);
        var isFresh = (DeclaredWeight weight) => !IsOfBody(weight.Parameter.Name, family, task)
            || (weight.Parameter.Name.Contains(".pooler.", StringComparison.Ordinal) && weights.Find(weight.Parameter.StoredName) is null);
        var loaded = source.Declared.Where(weight => !isFresh(weight)).ToList();
        var ignored = (string name) => !IsOfBody(name, family, storedTask) || EncoderWeights.IsSurplus(name, family);
        WeightLoader.Fill(loaded, weights, ignored, backend);
        WeightMaker.Fill(source.Declared.Where(isFresh), backend, seed, c.InitializerRange);
        return model;
    }

    /// <summary>Makes an encoder with fresh weights: normal with <c>initializer_range</c>, norms one, biases zero.</summary>
    /// <param name="configuration">What to build.</param>
    /// <param name="backend">Where to compute.</param>
    /// <param name="seed">The same seed gives the same bits, on every machine.</param>
    /// <exception cref="AttuneException">ATT4103: the configuration contradicts itself. ATT4104: unknown architecture.</exception>
    public static IEncoderModel Initialize(EncoderConfiguration configuration, Backend backend, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(backend);
        EncoderConfigurationFile.Check(configuration, file: null);
        var source = new WeightSource();
        var model = new Encoder(configuration, source, backend);
        WeightMaker.Fill(source, backend, seed, configuration.InitializerRange);
        return model;
    }

    /// <summary>Saves <c>config.json</c> and <c>model.safetensors</c>, each atomically; the folder is made if need be.</summary>
    /// <param name="model">The model, without an adapter: merge it first.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="type">F32, F16 or BF16 (rounded to nearest, ties to even).</param>
    /// <exception cref="AttuneException">ATT4110: no space, no permission. ATT4113: a weight is too large for F16.</exception>
    /// <exception cref="InvalidOperationException">An adapter is attached.</exception>
    public static void Save(IEncoderModel model, string folder, StorageType type = StorageType.Float32)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (AdapterHosts.IsAttached(model))
            throw new InvalidOperationException("An adapter is attached; merge or detach it before saving the model.");
        ModelFolder.Create(folder);
        SafetensorsFile.Write(
            Path.Combine(folder, "model.safetensors"),
            model.Parameters.Select(parameter => SafetensorsTensor.From(parameter.Name, parameter.Value, type)));
        EncoderConfigurationFile.Write(model.Configuration with { StorageType = type }, Path.Combine(folder, "config.json"));
    }

    /// <summary>A model is laid out layer by layer: a depth that the files cannot have is refused before.</summary>
    private static void CheckDepth(EncoderConfiguration c, SafetensorsWeights weights)
    {
        var stored = weights.Names.Count();
        if (c.LayerCount > stored)
        {
            throw new AttuneException(
                "ATT4106", $"The weights do not fit the configuration: it has {c.LayerCount} layers, and the files have {stored} tensors in all.",
                "Take config.json and the weights from the same model.", weights.Place);
        }
    }

    private static void CheckMemory(WeightSource source, SafetensorsWeights weights) => MemoryCheck.Run(
        source.Declared.Select(weight => weight.Parameter), static _ => sizeof(float), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, weights.Place);

    private static bool IsOfBody(string name, EncoderFamily family, EncoderTask task) =>
        EncoderWeights.IsOfBody(name, family, hasHead: task != EncoderTask.None);
}
