using Attune.Text.Datasets.Checks;

namespace Attune.Cli.Datasets;

/// <summary>A row as the rules see it: what is asked and what is to be answered, by its shape.</summary>
internal static class RowTexts
{
    /// <param name="row">The row.</param>
    /// <param name="encoded">Its tokens; of a preference pair those of the chosen answer, which is what is learned.</param>
    /// <returns>Null for a row of a shape that has nothing to look at.</returns>
    public static CheckedRow? Of(ShapedRow row, EncodedRow? encoded)
    {
        var data = row.Data;
        if (row.Conversations.Count > 0)
        {
            var messages = row.Conversations[0].Conversation.Messages;
            var asked = CheckedRow.OfMessages(data.File, data.Line, row.Part, messages, MessageFields.Of(data, messages), encoded);
            return asked with { Column = data.Value.Column };
        }

        if (row.Text is { } text)
            return Row(row, "", text) with { Encoded = encoded, IsWholeText = true };
        return row.Asked is var (question, answer) ? Row(row, question, answer) : null;
    }

    private static CheckedRow Row(ShapedRow row, string question, string answer) => new()
    {
        File = row.Data.File,
        Line = row.Data.Line,
        Column = row.Data.Value.Column,
        Part = row.Part,
        Question = question,
        Answer = answer,
        Fields = RowField.Of(row.Data, (_, text) => text == answer ? FieldRole.Answer : text == question ? FieldRole.Input : FieldRole.Unused),
    };
}
