namespace Attune.Text.Datasets.Checks;

/// <summary>A held-out row whose prompt was trained on measures memory, not skill.</summary>
public sealed class RowInBothPartsCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3056";

    /// <inheritdoc/>
    public IEnumerable<RowProblem> Check(IReadOnlyList<EncodedRow> rows, RowCheckContext context)
    {
        var trained = new Dictionary<string, EncodedRow>();
        foreach (var row in rows.Where(row => row.Part == DatasetPart.Train))
            trained.TryAdd(Prompt(row), row);
        foreach (var row in rows.Where(row => row.Part == DatasetPart.Test))
        {
            if (trained.TryGetValue(Prompt(row), out var twin))
            {
                yield return new RowProblem(
                    Code, row, $"The held-out row asks the same as {twin.Source}, which is trained on.", "Delete one of them, or put both in one file.");
            }
        }
    }

    private static string Prompt(EncodedRow row) =>
        string.Join('\u0001', row.Conversation.Messages.SkipLast(1).Select(message => message.Role + '\u0002' + message.Content));
}
