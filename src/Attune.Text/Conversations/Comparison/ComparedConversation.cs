namespace Attune.Text.Conversations.Comparison;

/// <summary>One conversation under both templates.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Trained">What the template of the training makes of it.</param>
/// <param name="Served">What the file's template makes of it; null where the file has none that can be read.</param>
internal sealed record ComparedConversation(string Name, TemplateOutcome Trained, TemplateOutcome? Served)
{
    /// <summary>Whether both write the same, or both refuse.</summary>
    public bool IsAlike => Trained.Text?.Text == Served?.Text?.Text;
}
