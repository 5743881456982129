namespace Attune.Models;

/// <summary>
/// A LoRA adapter attached to a model: the base weights are frozen, each chosen layer gets two small matrices that are
/// trained, and of embedding and head the rows of chosen tokens may be. Files are PEFT's.
/// </summary>
public sealed class LoraAdapter
{
    private const string Prefix = "base_model.model.";
    private const string WeightsName = "adapter_model.safetensors";

    private readonly ICausalLanguageModel _model;
    private readonly List<ILoraHost> _layers;
    private readonly List<TokenRows> _rows;
    private readonly List<Parameter> _saved;
    private readonly HashSet<Parameter> _trainableBefore;
    private VocabularyCopies? _copies;

    private LoraAdapter(ICausalLanguageModel model, LoraOptions options, List<ILoraHost> layers, List<TokenRows> rows, List<Parameter> saved)
    {
        _model = model;
        Options = options;
        _layers = layers;
        _rows = rows;
        _saved = saved;
        _trainableBefore = [.. model.Parameters.Where(parameter => parameter.Trainable)];
    }

    /// <summary>The settings.</summary>
    public LoraOptions Options { get; }

    /// <summary>What is trained: A and B of every chosen layer, then the rows of tokens, then modules trained whole.</summary>
    public IReadOnlyList<Parameter> Parameters =>
        [.. _layers.SelectMany(layer => layer.Lora!.Parameters), .. _rows.Select(rows => rows.Values), .. _saved];

    /// <summary>
    /// Attaches a fresh adapter: A uniform within 1/sqrt(inputs) either way and B zero (on the embedding A zero and B normal),
    /// so that nothing changes yet. Rows of tokens start from what they are.
    /// </summary>
    /// <param name="model">The model; its own parameters become frozen.</param>
    /// <param name="options">The settings.</param>
    /// <param name="seed">The same seed gives the same bits.</param>
    /// <exception cref="AttuneException">
    /// ATT4152: a target matches no layer. ATT4153: a setting is out of range. ATT4172: a token whose row is to be trained is
    /// beyond the vocabulary. ATT4174: a matrix would be trained in two ways.
    /// </exception>
    /// <exception cref="InvalidOperationException">The model has an adapter already.</exception>
    public static LoraAdapter Attach(ICausalLanguageModel model, LoraOptions options, ulong seed)
    {
        var adapter = LayOut(model, options);
        foreach (var layer in adapter._layers)
            LoraInitialization.Fill(layer, model.Backend, seed);
        return adapter;
    }

    /// <summary>Attaches an adapter from a folder with <c>adapter_config.json</c> and <c>adapter_model.safetensors</c>.</summary>
    /// <exception cref="AttuneException">
    /// ATT4150: the configuration cannot be read. ATT4151: an unsupported kind of adapter. ATT4152, ATT4153, ATT4174: as for
    /// attaching. ATT4154: names or shapes of the weights do not fit. ATT4155, ATT4156: it was trained on another base.
    /// ATT4172: it is for a vocabulary of another size. ATT4101, ATT4102: the weights cannot be read.
    /// </exception>
    public static LoraAdapter Load(ICausalLanguageModel model, string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var options = LoraConfigurationFile.Read(Path.Combine(folder, LoraConfigurationFile.FileName));
        using var file = SafetensorsFile.Open(Path.Combine(folder, WeightsName));
        var adapter = LayOut(model, options);
        try
        {
            if (adapter._rows.Count > 0)
                adapter._copies = new VocabularyCopies(file, Prefix, model);
            BaseIdentity.Check(file, model, adapter.Parameters);
            BaseLayerCopies.Check(file, Prefix, model, adapter._copies);
            AdapterWeights.Load(file, Prefix, adapter.Parameters, adapter._copies, model.Backend);
            return adapter;
        }
        catch
        {
            adapter.Detach();
            throw;
        }
    }

    /// <summary>Saves the adapter in PEFT's files, each atomically; the folder is made if need be.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="baseModel">What the adapter is for (<c>base_model_name_or_path</c>), or null.</param>
    /// <exception cref="AttuneException">ATT4110: no space, no permission.</exception>
    public void Save(string folder, string? baseModel = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ModelFolder.Create(folder);
        SafetensorsFile.Write(
            Path.Combine(folder, WeightsName),
            Parameters.Select(parameter => AdapterWeights.ToSave(Prefix, parameter)),
            BaseIdentity.Metadata(_model, Parameters));
        LoraConfigurationFile.Write(Options, baseModel, Path.Combine(folder, LoraConfigurationFile.FileName));
    }

    /// <summary>Adds the update into the base weights, W += scale * B A, leaves trained rows in them, and detaches the adapter.</summary>
    /// <exception cref="AttuneException">
    /// ATT4157: the merged model is not what the adapter gave. ATT4158: the adapter changes nothing. ATT4159: it is on an
    /// embedding that is the head too.
    /// </exception>
    public void Merge() => Merge(LoraMerge.Apply);

    /// <summary>The same with the work of one layer given; tests give what goes wrong.</summary>
    internal void Merge(Action<ILoraHost> apply)
    {
        var check = MergeCheck.Before(_model, _layers, _rows);
        foreach (var layer in _layers)
            apply(layer);
        foreach (var rows in _rows)
            rows.Merge();
        Remove();
        check.After();
    }

    /// <summary>Refuses an adapter that cannot be merged, before anything is trained.</summary>
    /// <exception cref="AttuneException">ATT4159: it is on an embedding that is the head too.</exception>
    public void RequireMergeable() => MergeCheck.RequireOwnHead(_model, _layers);

    /// <summary>Removes the adapter; the base model is as it was, and trainable where it was before.</summary>
    public void Detach()
    {
        foreach (var rows in _rows)
            rows.Detach();
        _copies?.Restore();
        Remove();
    }

    private void Remove()
    {
        foreach (var host in LoraLayout.Hosts(_model))
            (host.Lora, host.Rows) = (null, null);
        foreach (var parameter in _model.Parameters)
            parameter.Trainable = _trainableBefore.Contains(parameter);
    }

    private static LoraAdapter LayOut(ICausalLanguageModel model, LoraOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        if (LoraLayout.IsAttached(model))
            throw new InvalidOperationException("The model has an adapter already; merge or detach it first.");
        var layers = LoraLayout.Layers(model, options);
        var saved = LoraLayout.ModulesToSave(model, options);
        var rows = TokenRowsLayout.Choose(model, options, layers, saved);
        var adapter = new LoraAdapter(model, options, layers, rows, saved);
        foreach (var parameter in model.Parameters)
            parameter.Trainable = saved.Contains(parameter);
        LoraLayout.Attach(model, options, layers);
        foreach (var row in rows)
        {
            row.TakeOver();
            row.Attach();
        }

        return adapter;
    }
}
