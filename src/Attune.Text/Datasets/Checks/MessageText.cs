using Attune.Text.Conversations;
using Attune.Text.Templates.Formatting;

namespace Attune.Text.Datasets.Checks;

/// <summary>All that a message says, as one text: rules compare messages by it.</summary>
internal static class MessageText
{
    public static string Of(Message message)
    {
        if (message.Parts is null && message.ToolCalls is null)
            return message.Content ?? "";
        IEnumerable<string> parts = message.Parts is null ? [message.Content ?? ""] : message.Parts.Select(part => part.Text ?? part.Type);
        IEnumerable<string> calls = message.ToolCalls?.Select(call => call.Name + JsonText.Write(call.Arguments)) ?? [];
        return string.Join('\n', parts.Concat(calls).Where(text => text.Length > 0));
    }
}
