using Attune.Text.Conversations;

namespace Attune.Text.Datasets.Shapes;

/// <summary>One answer to a prompt, and whether it is a good one.</summary>
/// <param name="Prompt">What comes before the answer.</param>
/// <param name="Answer">The answer.</param>
/// <param name="IsGood">Whether it is wanted.</param>
public sealed record JudgedAnswer(Conversation Prompt, IReadOnlyList<Message> Answer, bool IsGood);
