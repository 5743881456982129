namespace Attune.Text.Conversations.Comparison;

/// <summary>The file's template must write what the model was trained on, and refuse no more.</summary>
internal sealed class RenderedTextCheck : IGgufChatCheck
{
    private const string Remedy = "Convert the model anew with the template it was trained with.";

    public IEnumerable<AttuneException> Check(ComparedChat chat)
    {
        if (chat.Unreadable is { } e)
        {
            yield return Finding(chat, $"The file's template cannot be read: {e.Fact} (line {e.Line}, column {e.Column} of the template)");
            yield break;
        }

        if (chat.File.TemplateSource is null)
            yield break;
        var differing = chat.Conversations.Where(conversation => !conversation.IsAlike).ToList();
        if (differing.Count > 0)
        {
            yield return Finding(
                chat,
                $"The file's template writes {differing.Count} of {chat.Conversations.Count} conversations differently; " +
                $"'{differing[0].Name}': {Difference(differing[0])}");
        }
    }

    private static string Difference(ComparedConversation conversation)
    {
        if (conversation.Served?.Refusal is { } refusal)
            return $"it refuses it: {refusal.Fact} (line {refusal.Line}, column {refusal.Column} of the template)";
        if (conversation.Trained.Refusal is { } own)
            return $"the template of the training refuses it: {own.Fact}";
        var (trained, served) = (conversation.Trained.Text!.Text, conversation.Served!.Text!.Text);
        var at = TextPlace.FirstDifference(trained, served);
        var (line, column) = TextPlace.Of(trained, at);
        return $"from line {line}, column {column} of the text, {TextPlace.Around(trained, at)} in training is {TextPlace.Around(served, at)} in the file.";
    }

    private static AttuneException Finding(ComparedChat chat, string fact) => new(GgufFindings.OtherText, fact, Remedy, chat.File.File);
}
