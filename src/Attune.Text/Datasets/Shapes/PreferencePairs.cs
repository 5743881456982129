using Attune.Text.Conversations;

namespace Attune.Text.Datasets.Shapes;

/// <summary>Makes pairs, and sees to it that there is a prompt before them and a difference between them.</summary>
internal static class PreferencePairs
{
    public static PreferencePair Create(List<Message> prompt, List<Message> chosen, List<Message> rejected, DataValue row)
    {
        if (prompt.Count == 0)
            throw NoPair(row, "The two answers have no common start that could be the prompt.", "Give the prompt in a field 'prompt'.");
        if (chosen.Count == 0 || rejected.Count == 0)
            throw NoPair(row, "One of the answers adds nothing to the prompt.", "Write both answers, or delete the row.");
        if (Same(chosen, rejected))
            throw NoPair(row, "The chosen and the rejected answer are the same.", "Delete the row: nothing can be learned from it.");
        return new PreferencePair(TurnReader.Prompt(prompt, row), chosen, rejected);
    }

    /// <summary>The prompt is what both conversations begin with.</summary>
    public static PreferencePair ByCommonStart(List<Message> chosen, List<Message> rejected, DataValue row)
    {
        var common = 0;
        while (common < chosen.Count && common < rejected.Count && Same(chosen[common], rejected[common]))
            common++;
        if (common == chosen.Count && common == rejected.Count)
            throw NoPair(row, "The chosen and the rejected answer are the same.", "Delete the row: nothing can be learned from it.");
        return Create(chosen[..common], chosen[common..], rejected[common..], row);
    }

    /// <summary>The prompt is what both texts begin with, up to the last blank there; TRL divides such texts at the same place.</summary>
    public static PreferencePair ByCommonText(string chosen, string rejected, DataValue row)
    {
        var common = chosen.AsSpan().CommonPrefixLength(rejected);
        if (common == chosen.Length && common == rejected.Length)
            throw NoPair(row, "The chosen and the rejected answer are the same.", "Delete the row: nothing can be learned from it.");
        while (common > 0 && !(common < chosen.Length && char.IsWhiteSpace(chosen[common])) && !char.IsWhiteSpace(chosen[common - 1]))
            common--;
        var prompt = chosen[..common].TrimEnd();
        List<Message> messages = prompt.Length == 0 ? [] : [new Message("user", prompt)];
        return Create(messages, Answer(chosen[common..]), Answer(rejected[common..]), row);

        static List<Message> Answer(string text) => string.IsNullOrWhiteSpace(text) ? [] : [new Message("assistant", text.Trim())];
    }

    /// <summary>An answer without the prompt before it, which some data repeats there.</summary>
    public static List<Message> Without(List<Message> prompt, List<Message> answer)
    {
        if (answer.Count <= prompt.Count)
            return answer;
        for (var i = 0; i < prompt.Count; i++)
        {
            if (!Same(prompt[i], answer[i]))
                return answer;
        }

        return answer[prompt.Count..];
    }

    private static bool Same(List<Message> a, List<Message> b) => a.Count == b.Count && a.Zip(b).All(pair => Same(pair.First, pair.Second));

    private static bool Same(Message a, Message b) => a.Role == b.Role && a.Content == b.Content && MessageText(a) == MessageText(b);

    private static string MessageText(Message message) => Templates.Formatting.JsonText.Write(ConversationJson.Fields(message));

    private static AttuneException NoPair(DataValue row, string fact, string remedy) => DataErrors.At(row, DataErrors.NoPair, fact, remedy);
}
