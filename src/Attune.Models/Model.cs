using Attune.Tensors;

namespace Attune.Models;

/// <summary>Loads, makes and saves models.</summary>
public static class Model
{
    /// <summary>Loads a Hugging Face folder: <c>config.json</c> and <c>model.safetensors</c>, or its shards.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="backend">Where to compute. Half precision on disk is widened to float32.</param>
    /// <exception cref="AttuneException">ATT4100 to ATT4109: something is missing, cut short, inconsistent or unsupported.</exception>
    public static ICausalLanguageModel Load(string folder, Backend backend) => Load(folder, backend, frozen: null);

    /// <summary>Loads a Hugging Face folder whose matrices are only read from then on, and are kept in a smaller form.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="backend">Where to compute.</param>
    /// <param name="frozen">How matrices are kept; null for floats. Weights that the folder has in four bits stay as they are.</param>
    /// <exception cref="AttuneException">As without.</exception>
    public static ICausalLanguageModel Load(string folder, Backend backend, FrozenStorage? frozen)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(backend);
        return Load(folder, ModelConfigurationFile.Read(ModelFolder.Require(folder, "config.json")), storedVocabularySize: null, backend, frozen);
    }

    /// <summary>
    /// Loads a Hugging Face folder to be read only: matrices that the folder has as 16-bit floats are kept so, which loses
    /// nothing and halves what a generated token reads. Results are those of the float32 model, to the bit.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="backend">Where to compute.</param>
    /// <exception cref="AttuneException">As <see cref="Load(string, Backend)"/>.</exception>
    public static ICausalLanguageModel LoadFrozen(string folder, Backend backend)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(backend);
        using var weights = new SafetensorsWeights(folder, keepsForm: true);
        return Load(weights, ModelConfigurationFile.Read(ModelFolder.Require(folder, "config.json")), storedVocabularySize: null, backend);
    }

    /// <summary>
    /// Makes floats of the matrices that are kept in a smaller form, which takes the memory of a model in float32. They have the
    /// same numbers, so that results stay as they were, to the bit; an adapter on them can be merged then.
    /// </summary>
    /// <param name="model">The model, without an adapter.</param>
    /// <exception cref="AttuneException">ATT4127: the floats do not fit into memory.</exception>
    /// <exception cref="InvalidOperationException">An adapter is attached.</exception>
    public static void Widen(ICausalLanguageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (AdapterHosts.IsAttached(model))
            throw new InvalidOperationException("An adapter is attached; widen the model before attaching it.");
        List<Parameter> kept = [.. model.Parameters.Where(parameter => parameter.IsStored)];
        if (kept.Count > 0)
            MemoryCheck.Run(model.Parameters, static _ => sizeof(float), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, place: null);
        foreach (var parameter in kept)
        {
            parameter.Value = Tensor.From(model.Backend, parameter.Shape, parameter.Value.ToArray());
            parameter.Trainable = true;
        }
    }

    /// <param name="folder">The folder.</param>
    /// <param name="configuration">What to build: what the folder says, but for more rows of embedding and head.</param>
    /// <param name="storedVocabularySize">The rows that the folder has; null: all. Those it has not are zero.</param>
    /// <param name="backend">Where to compute.</param>
    /// <param name="frozen">How matrices are kept; null for floats.</param>
    internal static ICausalLanguageModel Load(
        string folder, ModelConfiguration configuration, int? storedVocabularySize, Backend backend, FrozenStorage? frozen = null)
    {
        using var weights = new SafetensorsWeights(folder);
        return Load(weights, configuration, storedVocabularySize, backend, frozen);
    }

    /// <param name="weights">The files with its weights.</param>
    /// <param name="configuration">What to build.</param>
    /// <param name="storedVocabularySize">The rows of embedding and head that the files have; null: all.</param>
    /// <param name="backend">Where to compute.</param>
    /// <param name="frozen">How matrices are kept; null for floats.</param>
    internal static ICausalLanguageModel Load(
        IWeightFiles weights, ModelConfiguration configuration, int? storedVocabularySize, Backend backend, FrozenStorage? frozen = null)
    {
        var architecture = Architectures.Get(configuration.Architecture);
        CheckDepth(configuration, weights);
        var source = new WeightSource();
        var model = architecture.Build(configuration, source, backend);
        model.Embedding.Weight.StoredRows = storedVocabularySize;
        if (model.HeadLayer is { } head)
            head.Weight.StoredRows = storedVocabularySize;
        var kept = frozen?.Kept(model);
        FrozenStorage? Storage(Parameter parameter) => kept?.Contains(parameter) == true ? frozen : null;
        double BytesPerNumber(Parameter parameter) =>
            Storage(parameter)?.BytesPerNumber ?? weights.Find(parameter.StoredName)?.BytesPerNumber ?? sizeof(float);
        WeightLoader.FindNames(source.Declared.Select(weight => weight.Parameter), weights.Names, architecture.Prefix);
        MemoryCheck.Run(source.Declared.Select(weight => weight.Parameter), BytesPerNumber, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, weights.Place);
        WeightLoader.Fill(source, weights, name => architecture.IsIgnored(configuration, name), backend, Storage);
        return model;
    }

    /// <summary>A model is laid out layer by layer: a depth that the files cannot have is refused before.</summary>
    private static void CheckDepth(ModelConfiguration configuration, IWeightFiles weights)
    {
        var stored = weights.Names.Count();
        if (configuration.LayerCount > stored)
        {
            throw new AttuneException(
                "ATT4106", $"The weights do not fit the configuration: it has {configuration.LayerCount} layers, and the files have {stored} tensors in all.",
                "Take config.json and the weights from the same model.", weights.Place);
        }
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
        if (AdapterHosts.IsAttached(model))
            throw new InvalidOperationException("An adapter is attached; merge or detach it before saving the model.");
        ModelFolder.Create(folder);
        SafetensorsFile.Write(
            Path.Combine(folder, "model.safetensors"),
            model.Parameters.Select(parameter => WeightSaver.ToSave(parameter, type)));
        ModelConfigurationFile.Write(model.Configuration with { StorageType = type }, Path.Combine(folder, "config.json"));
    }

    /// <summary>The parameters of a model with the names that files have for them; all are there in their shapes, and nothing else.</summary>
    /// <exception cref="AttuneException">ATT4106, ATT4107, ATT4109: the files are of another model.</exception>
    internal static IReadOnlyList<Parameter> Match(ModelConfiguration configuration, IWeightFiles weights)
    {
        CheckDepth(configuration, weights);
        var architecture = Architectures.Get(configuration.Architecture);
        var parameters = LayOut(configuration).Parameters;
        WeightLoader.FindNames(parameters, weights.Names, architecture.Prefix);
        WeightLoader.Check(parameters, weights, name => architecture.IsIgnored(configuration, name));
        return parameters;
    }

    /// <summary>Builds a model without weights, to count and to name.</summary>
    internal static ICausalLanguageModel LayOut(ModelConfiguration configuration)
    {
        ConfigurationCheck.Run(configuration, file: null);
        return Architectures.Get(configuration.Architecture).Build(configuration, new WeightSource(), null);
    }
}
