namespace Attune.Text.Conversations.Comparison;

/// <summary>A conversation by which two ways from messages to tokens are compared.</summary>
/// <param name="Name">What a finding calls it.</param>
/// <param name="Conversation">The messages, and the tools if any.</param>
/// <param name="AsksForAnswer">Whether it is rendered with the prompt for an answer.</param>
public sealed record GoldenConversation(string Name, Conversation Conversation, bool AsksForAnswer);
