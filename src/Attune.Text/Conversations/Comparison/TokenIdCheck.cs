using Attune.Text.Datasets;
using Attune.Text.Tokenizers;

namespace Attune.Text.Conversations.Comparison;

/// <summary>The file's own vocabulary must give the texts of the training the ids that the model was trained on.</summary>
internal sealed class TokenIdCheck : IGgufChatCheck
{
    public IEnumerable<AttuneException> Check(ComparedChat chat)
    {
        var (served, failure) = Load(chat.File.File);
        if (served is null)
        {
            // A vocabulary that cannot be read is a finding like others, so that the rest of the file is looked at too.
            yield return failure!;
            yield break;
        }

        List<string> differing = [];
        foreach (var conversation in chat.Conversations)
        {
            if (conversation.Trained.Text is { } text && Difference(chat, text, served) is { } difference)
                differing.Add($"'{conversation.Name}': {difference}");
        }

        if (differing.Count > 0)
        {
            yield return new AttuneException(
                GgufFindings.OtherTokens,
                $"The file's vocabulary gives other tokens in {differing.Count} of {chat.Conversations.Count} conversations; {differing[0]}",
                "Convert the model anew with the tokenizer it was trained with; tokenizer.ggml.pre must name its way of cutting texts.", chat.File.File);
        }
    }

    private static (Tokenizer? Tokenizer, AttuneException? Failure) Load(string file)
    {
        try
        {
            return (Tokenizer.Load(file), null);
        }
        catch (AttuneException e)
        {
            return (null, e);
        }
    }

    private static string? Difference(ComparedChat chat, SpannedText text, Tokenizer served)
    {
        var trained = chat.Tokenizer.Encode(text);
        var ids = ServedIds(chat.File, text.Text, served);
        var at = trained.Ids.AsSpan().CommonPrefixLength(ids);
        if (at == trained.Count && at == ids.Length)
            return null;
        var (line, column) = TextPlace.Of(text.Text, at < trained.Count ? trained.Offsets[at].Start : text.Text.Length);
        return $"token {at + 1} (line {line}, column {column} of the text) is {Show(trained.Ids, at, chat.Tokenizer)} in training " +
            $"and {Show(ids, at, served)} in the file.";
    }

    /// <summary>As a server does it, with what the file puts around; but an added begin token is a check of its own.</summary>
    private static ReadOnlySpan<int> ServedIds(GgufChat file, string text, Tokenizer served)
    {
        var ids = served.Encode(text, addSpecialTokens: true).Ids;
        var isAdded = file is { AddsBegin: true, BeginToken: { } begin } && ids.Length > 0 && served.IdToToken(ids[0]) == begin;
        return isAdded ? ids.AsSpan(1) : ids;
    }

    private static string Show(ReadOnlySpan<int> ids, int at, Tokenizer tokenizer) =>
        at == ids.Length ? "none" : $"{ids[at]} {DataErrors.Show(tokenizer.IdToToken(ids[at]) ?? "")}";
}
