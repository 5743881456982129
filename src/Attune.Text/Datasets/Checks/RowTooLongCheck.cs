using System.Globalization;

namespace Attune.Text.Datasets.Checks;

/// <summary>A row that does not fit is an error: it is never cut, since cutting loses the stop token.</summary>
public sealed class RowTooLongCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3054";

    /// <inheritdoc/>
    public IEnumerable<RowProblem> Check(IReadOnlyList<EncodedRow> rows, RowCheckContext context)
    {
        foreach (var row in rows)
        {
            if (row.Tokens.Ids.Length <= context.ContextLength)
                continue;
            yield return new RowProblem(
                Code, row,
                string.Create(CultureInfo.InvariantCulture, $"The row has {row.Tokens.Ids.Length} tokens and the context holds {context.ContextLength}."),
                "Shorten the row, or raise ContextLength up to the base model's limit.");
        }
    }
}
