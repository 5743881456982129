using System.Globalization;
using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>U+FFFD stands where a decoder met bytes that it could not read; what was there is lost.</summary>
public sealed class ReplacementCharacterCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3071";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Warning;

    /// <inheritdoc/>
    public IRowPass Begin(CheckedRows rows) => RowByRow.OfTexts(Check);

    private Finding? Check(CheckedRow row, RowField field)
    {
        var count = field.Text.AsSpan().Count('\uFFFD');
        if (count == 0)
            return null;
        return row.Finding(
            Code, field, string.Create(CultureInfo.InvariantCulture, $"'{field.Name}' has {count} replacement {(count == 1 ? "character" : "characters")} (U+FFFD): what stood there could not be decoded."),
            "Read the source in its own encoding and export the data again.");
    }
}
