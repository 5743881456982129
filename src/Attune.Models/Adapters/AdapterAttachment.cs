namespace Attune.Models;

/// <summary>The parts of an adapter on a model, decoder or encoder: attached, loaded, saved, and leaving it.</summary>
internal sealed class AdapterAttachment
{
    private const string WeightsName = "adapter_model.safetensors";

    private readonly IAdaptableModel _base;
    private readonly HashSet<Parameter> _trainableBefore;
    private VocabularyCopies? _copies;

    private AdapterAttachment(IAdaptableModel model, IAdapterOptions options, AdapterLayout layout)
    {
        (_base, Options, Layout) = (model, options, layout);
        _trainableBefore = [.. model.Parameters.Where(parameter => parameter.Trainable)];
    }

    public IAdapterOptions Options { get; }

    public AdapterLayout Layout { get; }

    public IReadOnlyList<IAdapterPart> Parts => Layout.Parts;

    public IReadOnlyList<Parameter> Parameters => [.. Parts.SelectMany(part => part.Trained)];

    public bool IsMergeable => Parts.All(part => part.MergeObstacle is null);

    public static AdapterAttachment Attach(IAdaptableModel model, IAdapterOptions options, ulong seed)
    {
        var adapter = LayOut(model, options);
        foreach (var part in adapter.Parts)
            part.Fill(model.Backend, seed);
        adapter.Attach();
        return adapter;
    }

    public static AdapterAttachment Load(IAdaptableModel model, string folder)
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

    public void Save(string folder, string? baseModel)
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

    /// <param name="merge">The work of one part; tests give what goes wrong.</param>
    /// <param name="check">What the adapter gave.</param>
    public MergeReport Merge(Action<IAdapterPart> merge, MergeCheck check)
    {
        foreach (var part in Parts)
            merge(part);
        Release();
        return check.After();
    }

    public void RequireMergeable()
    {
        foreach (var part in Parts)
        {
            if (part.MergeObstacle is { } obstacle)
                throw MergeErrors.Obstacle(part, obstacle);
        }
    }

    public void Detach()
    {
        foreach (var part in Parts)
            part.Detach();
        _copies?.Restore();
        Release();
    }

    private static AdapterAttachment LayOut(IAdaptableModel model, IAdapterOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        if (AdapterHosts.IsAttached(model))
            throw new InvalidOperationException("The model has an adapter already; merge or detach it first.");
        return new AdapterAttachment(model, options, AdapterMethods.Of(options).LayOut(model, options));
    }

    private void Attach()
    {
        foreach (var parameter in _base.Parameters)
            parameter.Trainable = false;
        foreach (var part in Parts)
            part.Attach();
        foreach (var parameter in Parameters)
            parameter.Trainable = true;
        _base.Embedding.HasAdapter = true;
    }

    private void Release()
    {
        _base.Embedding.HasAdapter = false;
        foreach (var parameter in _base.Parameters)
            parameter.Trainable = _trainableBefore.Contains(parameter);
    }
}
