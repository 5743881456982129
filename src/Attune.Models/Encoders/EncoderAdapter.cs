namespace Attune.Models;

/// <summary>
/// A tuning method attached to an encoder: LoRA, DoRA or IA3. The base weights are frozen, what the method adds is trained and saved
/// on its own, and the head of a classifier is trained whole with it. Files are PEFT's.
/// </summary>
public sealed class EncoderAdapter
{
    private readonly AdapterAttachment _attachment;

    private EncoderAdapter(IEncoderModel model, AdapterAttachment attachment) => (Model, _attachment) = (model, attachment);

    /// <summary>The settings.</summary>
    public IAdapterOptions Options => _attachment.Options;

    /// <summary>The encoder with the adapter.</summary>
    public IEncoderModel Model { get; }

    /// <summary>What is trained.</summary>
    public IReadOnlyList<Parameter> Parameters => _attachment.Parameters;

    /// <summary>Attaches a fresh adapter, which changes nothing yet.</summary>
    /// <param name="model">The encoder; its own parameters become frozen, but for a classifier's head.</param>
    /// <param name="options">The settings. <c>all-linear</c> means the layers of the encoder, and those of the head before the classifier.</param>
    /// <param name="seed">The same seed gives the same bits.</param>
    /// <exception cref="AttuneException">
    /// ATT4151: a method or a setting for decoders only. ATT4152: a target matches no layer. ATT4153: a setting is out of range, or a
    /// target is part of the classifier.
    /// </exception>
    /// <exception cref="InvalidOperationException">The model has an adapter already.</exception>
    public static EncoderAdapter Attach(IEncoderModel model, IAdapterOptions options, ulong seed) =>
        new(model, AdapterAttachment.Attach(model, options, seed));

    /// <summary>Attaches an adapter from a folder with <c>adapter_config.json</c> and <c>adapter_model.safetensors</c>.</summary>
    /// <exception cref="AttuneException">
    /// ATT4150: the configuration cannot be read. ATT4151 to ATT4153: as for attaching. ATT4154: names or shapes of the weights do
    /// not fit. ATT4155, ATT4156: it was trained on another base. ATT4101, ATT4102: the weights cannot be read.
    /// </exception>
    public static EncoderAdapter Load(IEncoderModel model, string folder) => new(model, AdapterAttachment.Load(model, folder));

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
    public MergeReport Merge(MergeOptions? options = null)
    {
        _attachment.RequireMergeable();
        return _attachment.Merge(static part => part.Merge(), MergeCheck.Before(Model, _attachment.Parts, options ?? new MergeOptions()));
    }

    /// <summary>Removes the adapter; the encoder is as it was, and trainable where it was before.</summary>
    public void Detach() => _attachment.Detach();
}
