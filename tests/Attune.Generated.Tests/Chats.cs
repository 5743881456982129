using Attune.Evaluation;

namespace Attune.Generated.Tests;

/// <summary>Conversations of a declared shape: no fields, no prompt.</summary>
[Dataset("data/chat*.jsonl", Shape = DatasetShape.Messages, Roles = ["Kunde=user"], TestFraction = 0.1)]
public sealed partial record Chat;

[Recipe<Chat>(Base = "attune/tiny")]
public static partial class ChatModel
{
    [Assertion]
    private static void IsNoEcho(Chat chat, Completion answer) => answer.Should().NotBe(chat.Conversation.Messages[^2].Content!);
}

/// <summary>Conversations of whatever shape the file has.</summary>
[Dataset("data/shared.json", Shape = DatasetShape.Detect, TestFraction = 0.5)]
public sealed partial class SharedChat;

[Recipe<SharedChat>(Base = "attune/tiny")]
public static partial class SharedChatModel
{
    [Assertion]
    private static void IsTheAnswer(SharedChat chat, Completion answer) => answer.Should().Be(chat.Conversation.Messages[^1].Content!);
}
