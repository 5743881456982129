namespace Attune.Text.Conversations.Turns;

/// <summary>A stretch of a rendered conversation that the assistant writes, its stop token not included unless it is a block.</summary>
/// <param name="MessageIndex">The message.</param>
/// <param name="Start">
/// Index of the first character (UTF-16) that inference does not give: where the prompt for this message ends.
/// </param>
/// <param name="End">Index after the last character that came from the message.</param>
/// <param name="IsBlock">
/// Whether it is what a <c>{% generation %}</c> block of the template wrote; such a block says itself where it ends.
/// </param>
public readonly record struct AssistantTurn(int MessageIndex, int Start, int End, bool IsBlock = false);
