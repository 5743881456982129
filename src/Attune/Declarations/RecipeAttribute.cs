namespace Attune;

/// <summary>How the learning rate falls after warm-up.</summary>
public enum LearningRateSchedule
{
    /// <summary>A straight line to 0.</summary>
    Linear,

    /// <summary>Half a cosine wave to 0.</summary>
    Cosine,

    /// <summary>No fall.</summary>
    Constant,
}

/// <summary>Declares a tuning run: base model, prompt and training options. Assertions are methods of the same type.</summary>
/// <typeparam name="TRow">The dataset's row type.</typeparam>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RecipeAttribute<TRow> : Attribute
{
    /// <summary>The base model: a name such as <c>attune/tiny</c>, or the path of a Hugging Face model folder relative to the project.</summary>
    public required string Base { get; set; }

    /// <summary>The type with <see cref="PromptAttribute{TRow}"/>; null for a dataset whose rows are conversations.</summary>
    public Type? Prompt { get; set; }

    /// <summary>A type with <see cref="ChatTemplateAttribute"/>, or null for the base model's own template.</summary>
    public Type? ChatTemplate { get; set; }

    /// <summary>
    /// Whether what rows and users say may spell special tokens, as with Hugging Face's libraries. Without, such a text stays
    /// text and cannot end a turn or speak in another role.
    /// </summary>
    /// <value>False by default.</value>
    public bool ContentMaySpellSpecialTokens { get; set; }

    /// <summary>How often every training row is seen.</summary>
    /// <value>3 by default.</value>
    public double Epochs { get; set; } = 3;

    /// <summary>The peak learning rate of AdamW.</summary>
    /// <value>2e-4 by default.</value>
    public double LearningRate { get; set; } = 2e-4;

    /// <summary>The schedule after warm-up.</summary>
    /// <value><see cref="LearningRateSchedule.Cosine"/> by default.</value>
    public LearningRateSchedule Schedule { get; set; } = LearningRateSchedule.Cosine;

    /// <summary>The fraction of all steps over which the learning rate rises from 0.</summary>
    /// <value>0.05 by default.</value>
    public double WarmupFraction { get; set; } = 0.05;

    /// <summary>AdamW's decoupled weight decay.</summary>
    /// <value>0 by default.</value>
    public double WeightDecay { get; set; }

    /// <summary>Rows per optimizer step.</summary>
    /// <value>16 by default.</value>
    public int BatchSize { get; set; } = 16;

    /// <summary>
    /// Whether training holds only what goes from layer to layer, and computes each layer once more on the way back: less memory
    /// for more time. The weights are the same, to the bit.
    /// </summary>
    /// <value>False by default.</value>
    public bool RecomputeLayers { get; set; }

    /// <summary>The longest row in tokens, prompt and completion together; longer rows are errors, up to <see cref="MaxTruncatedRows"/>.</summary>
    /// <value>0 by default: the base model's own limit.</value>
    public int ContextLength { get; set; }

    /// <summary>
    /// How many rows may be longer than the context and lose their end, stop token and all; each is named in a warning.
    /// One row more, and the build fails.
    /// </summary>
    /// <value>0 by default: no row is ever cut.</value>
    public int MaxTruncatedRows { get; set; }

    /// <summary>The longest answer at evaluation and inference, in tokens.</summary>
    /// <value>256 by default.</value>
    public int MaxNewTokens { get; set; } = 256;

    /// <summary>Stops when the held-out loss has not fallen for so many evaluations; 0 never stops early.</summary>
    /// <value>0 by default.</value>
    public int Patience { get; set; }

    /// <summary>The seed of initialisation, shuffling and dropout.</summary>
    /// <value>42 by default.</value>
    public int Seed { get; set; } = 42;
}

/// <summary>
/// Marks a method of a recipe as a test of the tuned model: <c>static void Name(TRow row, Completion answer)</c>.
/// It fails by throwing, as FluentAssertions does; the message is kept as the reason.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AssertionAttribute : Attribute
{
    /// <summary>The share of held-out rows, 0 to 1, that must pass.</summary>
    /// <value>1 by default.</value>
    public double AtLeast { get; set; } = 1;
}
