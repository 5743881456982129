using Attune.Text.Conversations;

namespace Attune.Text.Datasets.Shapes;

/// <summary>Two answers to one prompt.</summary>
/// <param name="Prompt">What comes before the answers.</param>
/// <param name="Chosen">The better answer.</param>
/// <param name="Rejected">The worse answer.</param>
public sealed record PreferencePair(Conversation Prompt, IReadOnlyList<Message> Chosen, IReadOnlyList<Message> Rejected);
