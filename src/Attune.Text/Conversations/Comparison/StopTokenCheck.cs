using Attune.Text.Datasets;

namespace Attune.Text.Conversations.Comparison;

/// <summary>
/// A server stops at the file's end token or end-of-turn token: one of them must be what the template writes first behind
/// an answer. Says nothing of a template that writes no answers.
/// </summary>
internal sealed class StopTokenCheck : IGgufChatCheck
{
    public IEnumerable<AttuneException> Check(ComparedChat chat)
    {
        if (ChatTemplateFacts.Probe(chat.Template).ClosingText is not { } closing)
            yield break;
        List<string> stops = [.. new[] { chat.File.TokenOf(GgufChat.EndKey), chat.File.TokenOf(GgufChat.TurnEndKey) }.OfType<string>()];
        var written = chat.Tokenizer.Encode(closing).Ids.Select(id => (Id: id, Token: chat.Tokenizer.IdToToken(id)!));
        var (end, token) = written.FirstOrDefault(token => chat.Tokenizer.IsSpecial(token.Id) || stops.Contains(token.Token));
        if (token is not null && stops.Contains(token))
            yield break;
        yield return new AttuneException(
            GgufFindings.OtherStopToken,
            $"A server stops this file at {(stops.Count == 0 ? "no token" : string.Join(" or ", stops.Select(DataErrors.Show)))} ({GgufChat.EndKey}), " +
            $"but the template ends an answer with {(token is null ? "no special token" : DataErrors.Show(token))}.",
            token is null ? "End answers with a stop token in the template and train anew." : $"Set {GgufChat.EndKey} to {end}.", chat.File.File);
    }
}
