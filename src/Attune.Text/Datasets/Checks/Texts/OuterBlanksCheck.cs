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
    public IRowPass Begin(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new Pass(Code);
    }

    private sealed class Pass(string code) : IRowPass
    {
        private readonly Dictionary<(string File, string Name), Column> _columns = [];

        public void Look(CheckedRow row, FindingList found)
        {
            foreach (var field in row.SeenFields)
            {
                var name = (row.File, field.ColumnName);
                var column = _columns.GetValueOrDefault(name);
                var isFound = field.Text is [var first, .., var last] && (char.IsWhiteSpace(first) || char.IsWhiteSpace(last));
                _columns[name] = new Column(
                    column.Texts + 1, column.Found + (isFound ? 1 : 0), isFound && column.Found == 0 ? new RowSpot(row.File, field.Line, field.Column) : column.First);
            }
        }

        public void End(FindingList found)
        {
            foreach (var (name, column) in _columns)
            {
                if (column.Found == 0)
                    continue;
                found.Add(column.First.Finding(
                    code, string.Create(CultureInfo.InvariantCulture, $"{column.Found} of {column.Texts} texts of '{name.Name}' start or end with a blank or a line break."),
                    "Trim them, unless the blanks are meant."));
            }
        }

        private readonly record struct Column(int Texts, int Found, RowSpot First);
    }
}
