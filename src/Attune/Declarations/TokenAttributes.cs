namespace Attune;

/// <summary>
/// Adds tokens to the base model of a recipe: <c>[AddedTokens("&lt;|sql|&gt;", "&lt;|end_sql|&gt;", From = "SQL query")]</c>. The
/// tokenizer gets them, embedding and head get a row for each, and the rows are trained: with <see cref="LoraAttribute"/>
/// these rows alone, which are saved with the adapter, without it as part of the whole model. The attribute may be there
/// several times; ids follow the tokenizer's largest, in the order of declaration.
/// </summary>
/// <param name="tokens">The texts of the tokens. None may be in the base model's vocabulary.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class AddedTokensAttribute(params string[] tokens) : Attribute
{
    /// <summary>The texts of the tokens.</summary>
    public IReadOnlyList<string> Tokens { get; } = tokens;

    /// <summary>
    /// Whether the tokens steer the model and stand for no text, as a stop token does: then only the chat template may write
    /// them, and answers are shown without them. Else they are part of what rows, users and answers say.
    /// </summary>
    /// <value>False by default.</value>
    public bool Special { get; set; }

    /// <summary>
    /// What the rows hold before training, if not what <see cref="From"/> says. The mean of the rows of all tokens there were,
    /// sum / count in double precision, so that other tokens lose little of their probability (Hewitt, "Initializing new word
    /// embeddings for pretrained language models", 2021); or normal around 0 with the standard deviation
    /// <c>initializer_range</c> of config.json.
    /// </summary>
    /// <value><see cref="RowInitialization.MeanOfAllRows"/> by default; <see cref="RowInitialization.MeanOfText"/> where <see cref="From"/> is set.</value>
    public RowInitialization Initialization { get; set; }

    /// <summary>
    /// A text that says what the tokens mean: their rows start as the mean of the rows of its tokens (Gee and others, "Fast
    /// vocabulary transfer for language model compression", 2022).
    /// </summary>
    /// <value>Null by default.</value>
    public string? From { get; set; }

    /// <summary>The seed of <see cref="RowInitialization.Normal"/>.</summary>
    /// <value>42 by default.</value>
    public int Seed { get; set; } = 42;
}

/// <summary>
/// Trains, beside an adapter, the rows of tokens that the base model has and may never have seen:
/// <c>[TrainedTokens("&lt;|im_start|&gt;", "&lt;|im_end|&gt;")]</c>. Their rows of embedding and head start as they are and are saved
/// with the adapter; all other rows stay frozen. Needs <see cref="LoraAttribute"/>: without it all rows are trained.
/// </summary>
/// <param name="tokens">The texts of the tokens.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TrainedTokensAttribute(params string[] tokens) : Attribute
{
    /// <summary>The texts of the tokens.</summary>
    public IReadOnlyList<string> Tokens { get; } = tokens;
}
