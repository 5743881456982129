namespace Attune.Text;

/// <summary>What a character of a rendered text is a part of.</summary>
public enum MessagePart
{
    /// <summary>The message's text.</summary>
    Content,

    /// <summary>The message's reasoning ("thinking") text.</summary>
    Reasoning,

    /// <summary>The frame of a tool call that the assistant made: its id, its type, brackets of its JSON.</summary>
    ToolCall,

    /// <summary>The name of the tool that a call asks for.</summary>
    ToolCallName,

    /// <summary>The arguments of a tool call.</summary>
    ToolCallArguments,

    /// <summary>What a tool returned.</summary>
    ToolResult,

    /// <summary>The message's role, where it is one that is known to name a role.</summary>
    Role,

    /// <summary>The name of the speaker or of the tool that answers.</summary>
    Name,

    /// <summary>Anything else of the message: a template's own fields, a role that nobody knows.</summary>
    Other,

    /// <summary>A tool that the model may call; belongs to no message.</summary>
    ToolDefinition,

    /// <summary>Another variable that the caller gave (documents, a date); belongs to no message.</summary>
    Variable,

    /// <summary>The template itself: its literals, what it computes from none of the above, and the special tokens it was given.</summary>
    Literal,
}

/// <summary>Where a character came from: the template, a part of one message, a tool definition or another variable.</summary>
/// <param name="MessageIndex">The index of the message in the conversation, or -1 where it belongs to none.</param>
/// <param name="Part">What it is a part of.</param>
/// <param name="Item">
/// Which of several: the index of the tool call, of the part of a multi-part content, or of the tool definition; else 0.
/// </param>
public readonly record struct Origin(int MessageIndex, MessagePart Part, int Item = 0)
{
    /// <summary>The template itself.</summary>
    public static Origin Template { get; } = new(-1, MessagePart.Literal);

    /// <summary>Whether the character is the template's own.</summary>
    public bool IsTemplate => Part == MessagePart.Literal;

    /// <summary>
    /// Whether a special token may be spelled with this character: the template's own, or a known role's, since templates
    /// put tokens such as <c>&lt;|user|&gt;</c> together from them.
    /// </summary>
    public bool MaySpellSpecialToken => Part is MessagePart.Literal or MessagePart.Role;

    /// <summary>Whether it is something that a message says: its text, its reasoning or its tool calls.</summary>
    public bool IsSaid => Part is MessagePart.Content or MessagePart.Reasoning
        or MessagePart.ToolCall or MessagePart.ToolCallName or MessagePart.ToolCallArguments;
}
