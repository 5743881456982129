using Attune.Text.Conversations;
using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>
/// What a message says and its template leaves out is not learned, and not read: no character of the rendered text came from
/// it. A thought that is left out only where later turns follow is for <see cref="RewrittenHistoryCheck"/>.
/// </summary>
public sealed class DroppedPartCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3079";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Warning;

    /// <inheritdoc/>
    public IRowPass Begin(CheckedRows rows) => RowByRow.OfTokens(Check);

    private IEnumerable<Finding> Check(CheckedRow row, EncodedRow encoded)
    {
        var conversation = encoded.Conversation;
        if (!conversation.Messages.Any(MaySayMore))
            yield break;
        var written = conversation.Text.Spans.Select(span => (span.Origin.MessageIndex, Kind(span.Origin), ItemOf(span.Origin))).ToHashSet();
        for (var i = 0; i < conversation.Messages.Count; i++)
        {
            var dropped = Dropped(conversation.Messages[i], i, written).ToList();
            if (dropped.Count > 0 && !conversation.RewrittenMessages.Contains(i))
                yield return Finding(row, i, dropped);
        }
    }

    private Finding Finding(CheckedRow row, int message, List<string> dropped) => row.Finding(
        Code, $"The chat template leaves out the {string.Join(" and the ", dropped)} of message {message + 1}: the model neither reads nor learns it.",
        "Use a chat template that writes it, or take it out of the row.");

    private static bool MaySayMore(Message message) => !string.IsNullOrWhiteSpace(message.Reasoning) || message.ToolCalls is { Count: > 0 };

    private static IEnumerable<string> Dropped(Message message, int index, HashSet<(int, MessagePart, int)> written)
    {
        if (!string.IsNullOrWhiteSpace(message.Reasoning) && !written.Contains((index, MessagePart.Reasoning, 0)))
            yield return "reasoning";
        var calls = message.ToolCalls ?? [];
        for (var call = 0; call < calls.Count; call++)
        {
            if (written.Contains((index, MessagePart.ToolCall, call)))
                continue;
            yield return calls.Count == 1 ? $"call of {calls[call].Name}" : $"call {call + 1} (of {calls[call].Name})";
        }

        // A message that only calls has no text to lose; one that says something beside its calls may lose that.
        if (MaySayMore(message) && !string.IsNullOrWhiteSpace(message.Content) && !written.Contains((index, MessagePart.Content, 0)))
            yield return "content";
    }

    /// <summary>A call is there where its name, its arguments or its frame is.</summary>
    private static MessagePart Kind(Origin origin) =>
        origin.Part is MessagePart.ToolCallName or MessagePart.ToolCallArguments ? MessagePart.ToolCall : origin.Part;

    private static int ItemOf(Origin origin) => Kind(origin) == MessagePart.ToolCall ? origin.Item : 0;
}
