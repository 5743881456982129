namespace Attune.Models;

/// <summary>
/// A tuning method attached to a model: the base weights are frozen, what the method adds is trained and saved on its own.
/// Files are PEFT's.
/// </summary>
public sealed class Adapter
{
    private const string WeightsName = "adapter_model.safetensors";

    private readonly ICausalLanguageModel _base;
    private readonly HashSet<Parameter> _trainableBefore;
    private VocabularyCopies? _copies;

    private Adapter(ICausalLanguageModel model, IAdapterOptions options, AdapterLayout layout)
    {
        _base = model;
        Options = options;
        Parts = layout.Parts;
        Model = layout.Model ?? model;
        _trainableBefore = [.. model.Parameters.Where(parameter => parameter.Trainable)];
    }

    /// <summary>The settings.</summary>
    public IAdapterOptions Options { get; }

    /// <summary>
    /// The model with the adapter: what is trained and asked from now on. Methods that change layers change them in the base,
    /// and this is the base; for others it is another model over the same weights.
    /// </summary>
    public ICausalLanguageModel Model { get; }

    /// <summary>What is trained.</summary>
    public IReadOnlyList<Parameter> Parameters => [.. Parts.SelectMany(part => part.Trained)];

    internal IReadOnlyList<IAdapterPart> Parts { get; }

    /// <summary>Attaches a fresh adapter, which changes nothing yet where the method can start so.</summary>
    /// <param name="model">The model; its own parameters become frozen.</param>
    /// <param name="options">The settings.</param>
    /// <param name="seed">The same seed gives the same bits.</param>
    /// <exception cref="AttuneException">
    /// ATT4152: a target matches no layer. ATT4153: a setting is out of range. ATT4172: a token whose row is to be trained is
    /// beyond the vocabulary. ATT4174: a matrix would be trained in two ways.
    /// </exception>
    /// <exception cref="InvalidOperationException">The model has an adapter already.</exception>
    public static Adapter Attach(ICausalLanguageModel model, IAdapterOptions options, ulong seed)
    {
        var adapter = LayOut(model, options);
        foreach (var part in adapter.Parts)
            part.Fill(model.Backend, seed);
        adapter.Attach();
        return adapter;
    }

    /// <summary>Attaches an adapter from a folder with <c>adapter_config.json</c> and <c>adapter_model.safetensors</c>.</summary>
    /// <exception cref="AttuneException">
    /// ATT4150: the configuration cannot be read. ATT4151: an unsupported kind of adapter. ATT4152, ATT4153, ATT4174: as for
    /// attaching. ATT4154: names or shapes of the weights do not fit. ATT4155, ATT4156: it was trained on another base.
    /// ATT4172: it is for a vocabulary of another size. ATT4101, ATT4102: the weights cannot be read.
    /// </exception>
    public static Adapter Load(ICausalLanguageModel model, string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var (_, options) = AdapterConfigurationFile.Read(Path.Combine(folder, AdapterConfigurationFile.FileName));
        using var file = SafetensorsFile.Open(Path.Combine(folder, WeightsName));
        var adapter = LayOut(model, options);
        try
        {
            if (adapter.Parts.Any(part => part is TokenRows))
                adapter._copies = new VocabularyCopies(file, model, adapter.Parts);
            BaseIdentity.Check(file, model, adapter.Parameters);
            BaseLayerCopies.Check(file, model, adapter._copies);
            AdapterWeights.Load(file, adapter.Parts, adapter._copies, model.Backend);
            foreach (var part in adapter.Parts)
                part.LoadBeside(folder, model.Backend);
            adapter.Attach();
            return adapter;
        }
        catch
        {
            adapter._copies?.Restore();
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
        foreach (var part in Parts)
            part.SaveBeside(folder);
        SafetensorsFile.Write(
            Path.Combine(folder, WeightsName),
            Parts.SelectMany(part => part.Saved).Select(AdapterWeights.ToSave),
            BaseIdentity.Metadata(_base, Parameters));
        AdapterConfigurationFile.Write(Options, _base, baseModel, Path.Combine(folder, AdapterConfigurationFile.FileName));
    }

    /// <summary>
    /// Changes the base weights so that they alone give what the adapter gives, and detaches it. Where it fails the base
    /// weights may be changed already: load the model again.
    /// </summary>
    /// <param name="options">What the difference is measured on, and what it may be; null: the defaults.</param>
    /// <returns>What was measured.</returns>
    /// <exception cref="AttuneException">
    /// ATT4157: the merged model is not what the adapter gave. ATT4158: the adapter changes nothing. ATT4159, ATT4180: it cannot
    /// be merged.
    /// </exception>
    public MergeReport Merge(MergeOptions? options = null) => Merge(static part => part.Merge(), options);

    /// <summary>The same with the work of one part given; tests give what goes wrong.</summary>
    internal MergeReport Merge(Action<IAdapterPart> merge, MergeOptions? options = null)
    {
        RequireMergeable();
        var check = MergeCheck.Before(_base, Parts, options ?? new MergeOptions());
        foreach (var part in Parts)
            merge(part);
        Release();
        return check.After();
    }

    /// <summary>Whether the base weights can take the adapter up.</summary>
    public bool IsMergeable => Parts.All(part => part.MergeObstacle is null);

    /// <summary>Refuses an adapter that cannot be merged, before anything is trained.</summary>
    /// <exception cref="AttuneException">ATT4159: it is on an embedding that is the head too. ATT4180: its method cannot be merged.</exception>
    public void RequireMergeable()
    {
        foreach (var part in Parts)
        {
            if (part.MergeObstacle is { } obstacle)
                throw MergeErrors.Obstacle(part, obstacle);
        }
    }

    /// <summary>Removes the adapter; the base model is as it was, and trainable where it was before.</summary>
    public void Detach()
    {
        foreach (var part in Parts)
            part.Detach();
        _copies?.Restore();
        Release();
    }

    private static Adapter LayOut(ICausalLanguageModel model, IAdapterOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        if (AdapterHosts.IsAttached(model))
            throw new InvalidOperationException("The model has an adapter already; merge or detach it first.");
        return new Adapter(model, options, AdapterMethods.Of(options).LayOut(model, options));
    }

    private void Attach()
    {
        foreach (var parameter in _base.Parameters)
            parameter.Trainable = false;
        foreach (var part in Parts)
            part.Attach();
        foreach (var parameter in Parameters)
            parameter.Trainable = true;
        _base.Embedding.Adapter = this;
    }

    private void Release()
    {
        _base.Embedding.Adapter = null;
        foreach (var parameter in _base.Parameters)
            parameter.Trainable = _trainableBefore.Contains(parameter);
    }
}
