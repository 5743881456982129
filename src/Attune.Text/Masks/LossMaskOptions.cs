namespace Attune.Text.Masks;

/// <summary>Which tokens of a conversation are learned.</summary>
public sealed record LossMaskOptions
{
    /// <summary>Whether only the last message of the assistant is learned, or all.</summary>
    /// <value>Default false: all.</value>
    public bool LastTurnOnly { get; init; }

    /// <summary>
    /// Whether template characters that the model must write itself are learned too: those between two parts of one
    /// message (<c>&lt;/think&gt;</c>, the frame of a tool call) and those between its end and its stop token.
    /// </summary>
    /// <value>Default true.</value>
    public bool EnclosedTemplateText { get; init; } = true;
}
