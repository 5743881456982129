using Attune.Text.Datasets;

namespace Attune.Text.Conversations.Comparison;

/// <summary>A server must put no begin token before a prompt that has one, or that was trained without one.</summary>
internal sealed class BeginTokenCheck : IGgufChatCheck
{
    public IEnumerable<AttuneException> Check(ComparedChat chat)
    {
        if (chat.File is not { AddsBegin: true, BeginToken: { } begin })
            yield break;
        var texts = chat.Conversations.Select(conversation => conversation.Served?.Text ?? conversation.Trained.Text).OfType<SpannedText>();
        var isTwice = texts.Any(text => text.Text.StartsWith(begin, StringComparison.Ordinal));
        yield return new AttuneException(
            GgufFindings.AddedBeginToken,
            isTwice
                ? $"The begin token {DataErrors.Show(begin)} comes twice: the template writes it, and the file has servers add it."
                : $"The file has servers begin every prompt with {DataErrors.Show(begin)}, and the model was trained without it.",
            $"Set {GgufChat.AddsBeginKey} to false.", chat.File.File);
    }
}
