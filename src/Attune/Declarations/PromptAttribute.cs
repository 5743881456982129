namespace Attune;

/// <summary>
/// Declares how a row becomes messages. The texts are templates over the row's fields; the same tree is
/// rendered for training (with the completion as the assistant's message) and for inference (without).
/// </summary>
/// <typeparam name="TRow">The dataset's row type.</typeparam>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PromptAttribute<TRow> : Attribute
{
    /// <summary>The system message, or null for none.</summary>
    public string? System { get; set; }

    /// <summary>The user's message.</summary>
    public required string User { get; set; }

    /// <summary>The language of both texts.</summary>
    /// <value>Jinja.</value>
    public PromptLanguage Language { get; set; }
}

/// <summary>Declares a chat template: the Jinja text that turns messages into the one string that a model sees.</summary>
/// <param name="source">The Jinja text.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ChatTemplateAttribute(string source) : Attribute
{
    /// <summary>The Jinja text.</summary>
    public string Source { get; } = source;

    /// <summary>The text of the special token that ends the assistant's turn.</summary>
    public required string StopToken { get; set; }
}
