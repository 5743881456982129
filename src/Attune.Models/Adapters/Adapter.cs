namespace Attune.Models;

/// <summary>
/// A tuning method attached to a model: the base weights are frozen, what the method adds is trained and saved on its own.
/// Files are PEFT's.
/// </summary>
public sealed class Adapter
{
    private readonly AdapterAttachment _attachment;
    private readonly ICausalLanguageModel _base;

    private Adapter(ICausalLanguageModel model, AdapterAttachment attachment)
    {
        (_base, _attachment) = (model, attachment);
        Model = attachment.Layout.Model ?? model;
    }

    /// <summary>The settings.</summary>
    public IAdapterOptions Options => _attachment.Options;

    /// <summary>
    /// The model with the adapter: what is trained and asked from now on. Methods that change layers change them in the base,
    /// and this is the base; for others it is another model over the same weights.
    /// </summary>
    public ICausalLanguageModel Model { get; }

    /// <summary>What is trained.</summary>
    public IReadOnlyList<Parameter> Parameters => _attachment.Parameters;

    internal IReadOnlyList<IAdapterPart> Parts => _attachment.Parts;

    /// <summary>Attaches a fresh adapter, which changes nothing yet where the method can start so.</summary>
    /// <param name="model">The model; its own parameters become frozen.</param>
    /// <param name="options">The settings.</param>
    /// <param name="seed">The same seed gives the same bits.</param>
    /// <exception cref="AttuneException">
    /// ATT4152: a target matches no layer. ATT4153: a setting is out of range. ATT4172: a token whose row is to be trained is
    /// beyond the vocabulary. ATT4174: a matrix would be trained in two ways.
    /// </exception>
    /// <exception cref="InvalidOperationException">The model has an adapter already.</exception>
    public static Adapter Attach(ICausalLanguageModel model, IAdapterOptions options, ulong seed) =>
        new(model, AdapterAttachment.Attach(model, options, seed));

    /// <summary>Attaches an adapter from a folder with <c>adapter_config.json</c> and <c>adapter_model.safetensors</c>.</summary>
    /// <exception cref="AttuneException">
    /// ATT4150: the configuration cannot be read. ATT4151: an unsupported kind of adapter. ATT4152, ATT4153, ATT4174: as for
    /// attaching. ATT4154: names or shapes of the weights do not fit. ATT4155, ATT4156: it was trained on another base.
    /// ATT4172: it is for a vocabulary of another size. ATT4101, ATT4102: the weights cannot be read.
    /// </exception>
    public static Adapter Load(ICausalLanguageModel model, string folder) => new(model, AdapterAttachment.Load(model, folder));

    /// <summary>Saves the adapter in PEFT's files, each atomically; the folder is made if need be.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="baseModel">What the adapter is for (<c>base_model_name_or_path</c>), or null.</param>
    /// <exception cref="AttuneException">ATT4110: no space, no permission.</exception>
    public void Save(string folder, string? baseModel = null) => _attachment.Save(folder, baseModel);

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
        return _attachment.Merge(merge, MergeCheck.Before(_base, Parts, options ?? new MergeOptions()));
    }

    /// <summary>Whether the base weights can take the adapter up.</summary>
    public bool IsMergeable => _attachment.IsMergeable;

    /// <summary>Refuses an adapter that cannot be merged, before anything is trained.</summary>
    /// <exception cref="AttuneException">ATT4159: it is on an embedding that is the head too. ATT4180: its method cannot be merged.</exception>
    public void RequireMergeable() => _attachment.RequireMergeable();

    /// <summary>Removes the adapter; the base model is as it was, and trainable where it was before.</summary>
    public void Detach() => _attachment.Detach();
}
