using System.Globalization;
using Attune.Text.Datasets.Checks.Severities;
using Attune.Text.Masks;

namespace Attune.Text.Datasets.Checks;

/// <summary>
/// A learned message of the assistant that stands otherwise here than where it is the last: the model learns to answer in a
/// form that it is never asked for. Templates of reasoning models leave out the thoughts of earlier turns so.
/// </summary>
public sealed class RewrittenHistoryCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3080";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Warning;

    /// <inheritdoc/>
    public IRowPass Begin(CheckedRows rows) => RowByRow.OfTokens(Check);

    private IEnumerable<Finding> Check(CheckedRow row, EncodedRow encoded)
    {
        if (encoded.Conversation.Messages.Count(message => message.Role == "assistant") < 2)
            yield break;
        var learned = encoded.Conversation.RewrittenMessages.Where(message => IsLearned(encoded, message)).ToList();
        if (learned.Count == 0)
            yield break;
        var several = learned.Count > 1;
        yield return row.Finding(
            Code,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(several ? "Messages" : "Message")} {string.Join(", ", learned.Select(message => message + 1))} {(several ? "are" : "is")} learned as the chat template rewrites {(several ? "them" : "it")} once later turns follow{Thought(encoded, learned)}, and not as the model would write {(several ? "them" : "it")}."),
            "Give these messages \"weight\": 0, make a row of each answer with what came before it, or use a chat template that keeps what was said.");
    }

    private static bool IsLearned(EncodedRow row, int message)
    {
        foreach (var span in row.Conversation.Text.Spans)
        {
            if (span.Origin.MessageIndex != message || !span.Origin.IsSaid)
                continue;
            var tokens = row.Tokens.Overlapping(span.Start, span.End);
            if (row.LossMask.AsSpan(tokens.Start..tokens.End).Contains(true))
                return true;
        }

        return false;
    }

    private static string Thought(EncodedRow row, List<int> messages)
    {
        var written = row.Conversation.Text.Spans.Where(span => span.Origin.Part == MessagePart.Reasoning).Select(span => span.Origin.MessageIndex).ToHashSet();
        return messages.TrueForAll(message => !string.IsNullOrWhiteSpace(row.Conversation.Messages[message].Reasoning) && !written.Contains(message))
            ? ", without reasoning"
            : "";
    }
}
