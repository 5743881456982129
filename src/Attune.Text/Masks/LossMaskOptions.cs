namespace Attune.Text.Masks;

/// <summary>Which tokens of a conversation are learned.</summary>
public sealed record LossMaskOptions
{
    /// <summary>Whether only the last message of the assistant is learned, or all.</summary>
    /// <value>Default false: all.</value>
    public bool LastTurnOnly { get; init; }

    /// <summary>
    /// Whether template characters that the model must write itself are learned too: those between the prompt and the
    /// message (<c>&lt;tool_call&gt;</c>), between two parts of it (<c>&lt;/think&gt;</c>), and between its end and its stop
    /// token.
    /// </summary>
    /// <value>Default true.</value>
    public bool EnclosedTemplateText { get; init; } = true;

    /// <summary>Whether the template's own <c>{% generation %}</c> blocks, where it has any, say what is learned.</summary>
    /// <value>Default true.</value>
    public bool GenerationBlocks { get; init; } = true;

    /// <summary>
    /// Whether messages are learned that the template writes otherwise in the history than as the last message. They are
    /// learned as they stand there; without, only messages are learned that stand as a model would write them.
    /// </summary>
    /// <value>Default true.</value>
    public bool RewrittenTurns { get; init; } = true;
}
