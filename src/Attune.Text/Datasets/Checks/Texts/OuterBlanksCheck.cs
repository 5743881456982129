using System.Globalization;
using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>
/// Blanks around a text change its tokens: a question is then asked in another form than a person asks it. One finding for
/// a column, since where one text has them, many do.
/// </summary>
public sealed class OuterBlanksCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3076";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Suggestion;

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var column in rows.Texts().GroupBy(text => (text.Row.File, text.Field.ColumnName)))
        {
            var all = 0;
            var found = new List<(CheckedRow Row, RowField Field)>();
            foreach (var text in column)
            {
                all++;
                if (text.Field.Text is [var first, .., var last] && (char.IsWhiteSpace(first) || char.IsWhiteSpace(last)))
                    found.Add(text);
            }

            if (found.Count == 0)
                continue;
            yield return found[0].Row.Finding(
                Code, found[0].Field,
                string.Create(CultureInfo.InvariantCulture, $"{found.Count} of {all} texts of '{column.Key.ColumnName}' start or end with a blank or a line break."),
                "Trim them, unless the blanks are meant.");
        }
    }
}
