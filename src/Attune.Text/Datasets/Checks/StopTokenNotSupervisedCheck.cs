namespace Attune.Text.Datasets.Checks;

/// <summary>A model that never sees the stop token as a target never learns to stop.</summary>
public sealed class StopTokenNotSupervisedCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3052";

    /// <inheritdoc/>
    public IEnumerable<RowProblem> Check(IReadOnlyList<EncodedRow> rows, RowCheckContext context)
    {
        foreach (var row in rows)
        {
            var last = Array.LastIndexOf(row.LossMask, true);
            if (last < 0 || context.StopTokenIds.Contains(row.Tokens.Ids[last]))
                continue;
            yield return new RowProblem(
                Code, row,
                $"The last supervised token is {context.TokenText(row.Tokens.Ids[last])}, not a stop token.",
                "The chat template must write the stop token right after the assistant's content; declare it with [ChatTemplate(..., StopToken = ...)] or mend the base model's generation_config.json.");
        }
    }
}
