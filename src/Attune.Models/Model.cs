using Attune.Tensors;

namespace Attune.Models;

/// <summary>Loads, makes and saves models.</summary>
public static class Model
{
    /// <summary>Loads a Hugging Face folder: <c>config.json</c> and <c>model.safetensors</c>, or its shards.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="backend">Where to compute. Half precision on disk is widened to float32.</param>
    /// <exception cref="AttuneException">ATT4100 to ATT4109: something is missing, cut short, inconsistent or unsupported.</exception>
    public static ICausalLanguageModel Load(string folder, Backend backend)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(backend);
        return Load(folder, ModelConfigurationFile.Read(ModelFolder.Require(folder, "config.json")), storedVocabularySize: null, backend);
    }

    /// <param name="folder">The folder.</param>
    /// <param name="configuration">What to build: what the folder says, but for more rows of embedding and head.</param>
    /// <param name="storedVocabularySize">The rows that the folder has; null: all. Those it has not are zero.</param>
    /// <param name="backend">Where to compute.</param>
    internal static ICausalLanguageModel Load(string folder, ModelConfiguration configuration, int? storedVocabularySize, Backend backend)
    {
        var architecture = Architectures.Get(configuration.Architecture);
        using var weights = SafetensorsFolder.Open(folder);
        var source = new WeightSource();
        var model = architecture.Build(configuration, source, backend);
        model.Embedding.Weight.StoredRows = storedVocabularySize;
        if (model.HeadLayer is { } head)
            head.Weight.StoredRows = storedVocabularySize;
        WeightLoader.Fill(source, weights, name => architecture.IsIgnored(configuration, name), backend);
        return model;
    }

    /// <summary>Makes a model with fresh weights: normal with <c>initializer_range</c>, norms one, biases zero.</summary>
    /// <param name="configuration">What to build.</param>
    /// <param name="backend">Where to compute.</param>
    /// <param name="seed">The same seed gives the same bits, on every machine.</param>
    /// <exception cref="AttuneException">ATT4103: the configuration contradicts itself. ATT4104: unknown architecture.</exception>
    public static ICausalLanguageModel Initialize(ModelConfiguration configuration, Backend backend, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(backend);
        var source = new WeightSource();
        ConfigurationCheck.Run(configuration, file: null);
        var model = Architectures.Get(configuration.Architecture).Build(configuration, source, backend);
        WeightMaker.Fill(source, backend, seed, configuration.InitializerRange);
        return model;
    }

    /// <summary>Saves <c>config.json</c> and <c>model.safetensors</c>, each atomically; the folder is made if need be.</summary>
    /// <param name="model">The model, without an adapter: merge it first.</param>
    /// <param name="folder">Where to.</param>
    /// <param name="type">F32, F16 or BF16 (rounded to nearest, ties to even).</param>
    /// <exception cref="AttuneException">ATT4110: no space, no permission. ATT4113: a weight is too large for F16.</exception>
    /// <exception cref="InvalidOperationException">An adapter is attached.</exception>
    public static void Save(ICausalLanguageModel model, string folder, StorageType type = StorageType.Float32)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (LoraLayout.IsAttached(model))
            throw new InvalidOperationException("An adapter is attached; merge or detach it before saving the model.");
        ModelFolder.Create(folder);
        SafetensorsFile.Write(
            Path.Combine(folder, "model.safetensors"),
            model.Parameters.Select(parameter => SafetensorsTensor.From(parameter.Name, parameter.Value, type)));
        ModelConfigurationFile.Write(model.Configuration with { StorageType = type }, Path.Combine(folder, "config.json"));
    }

    /// <summary>Builds a model without weights, to count and to name.</summary>
    internal static ICausalLanguageModel LayOut(ModelConfiguration configuration)
    {
        ConfigurationCheck.Run(configuration, file: null);
        return Architectures.Get(configuration.Architecture).Build(configuration, new WeightSource(), null);
    }
}
