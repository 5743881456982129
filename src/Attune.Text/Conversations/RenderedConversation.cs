using Attune.Text.Conversations.Turns;

namespace Attune.Text.Conversations;

/// <summary>A conversation as a chat template writes it.</summary>
/// <param name="Text">The text; each character knows its message and part, or that it is the template's.</param>
/// <param name="Messages">The messages, by whose index the spans of <paramref name="Text"/> count.</param>
/// <param name="HasGenerationPrompt">Whether the text ends with the prompt for an answer.</param>
public sealed record RenderedConversation(SpannedText Text, IReadOnlyList<Message> Messages, bool HasGenerationPrompt)
{
    private IReadOnlyList<AssistantTurn>? _turns;
    private IReadOnlyList<int>? _rewritten;

    /// <summary>
    /// What the assistant writes: what <c>{% generation %}</c> blocks mark where the template has any, else what follows
    /// from the origins. Found at the first call; it takes a render for each message of the assistant.
    /// </summary>
    public IReadOnlyList<AssistantTurn> Turns => Text.Generations.Count > 0 ? TurnFinder.FromBlocks(Text, Roles()) : DerivedTurns;

    /// <summary>The same without a look at the template's <c>{% generation %}</c> blocks.</summary>
    public IReadOnlyList<AssistantTurn> DerivedTurns => _turns ??= TurnFinder.Find(Text, Roles(), (count, prompt) => Render?.Invoke(count, prompt));

    /// <summary>
    /// Messages of the assistant that the template writes otherwise here than where they are the last: a thought left out
    /// of the history, for instance. What a model learns from them is not what it is asked for. Takes a render for each.
    /// </summary>
    public IReadOnlyList<int> RewrittenMessages => _rewritten ??= RewrittenTurns.Find(Text, Roles(), count => Render?.Invoke(count, false));

    /// <summary>Renders the first messages, with generation prompt or not; null where the template refuses them.</summary>
    internal Func<int, bool, SpannedText?>? Render { get; init; }

    private List<string> Roles()
    {
        var roles = new List<string>(Messages.Count);
        foreach (var message in Messages)
            roles.Add(message.Role);
        return roles;
    }
}
