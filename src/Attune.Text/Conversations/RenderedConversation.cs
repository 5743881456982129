namespace Attune.Text.Conversations;

/// <summary>A conversation as a chat template writes it.</summary>
/// <param name="Text">The text; each character knows its message and part, or that it is the template's.</param>
/// <param name="Messages">The messages, by whose index the spans of <paramref name="Text"/> count.</param>
/// <param name="HasGenerationPrompt">Whether the text ends with the prompt for an answer.</param>
public sealed record RenderedConversation(SpannedText Text, IReadOnlyList<Message> Messages, bool HasGenerationPrompt);
