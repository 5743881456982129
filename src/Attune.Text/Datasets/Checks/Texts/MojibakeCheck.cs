using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>UTF-8 that was once read as Windows-1252 or Latin-1: <c>Ã©</c> for <c>é</c>, <c>â€™</c> for <c>’</c>.</summary>
public sealed class MojibakeCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3070";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Warning;

    /// <inheritdoc/>
    public IRowPass Begin(CheckedRows rows) => RowByRow.OfTexts(Check);

    private Finding? Check(CheckedRow row, RowField field)
    {
        if (Mojibake.Find(field.Text) is not { } found)
            return null;
        return row.Finding(
            Code, field,
            $"{DataErrors.Show(found.Text)} in '{field.Name}' is {DataErrors.Show(found.Meant)} written as UTF-8 and read as Windows-1252.",
            "Read the source as UTF-8 and export the data again.");
    }
}
