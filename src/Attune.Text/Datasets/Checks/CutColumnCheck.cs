using System.Globalization;
using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>
/// Many texts of one column that all end at the same greatest length were cut by the database or the export they come
/// from: natural lengths thin out towards the longest.
/// </summary>
public sealed class CutColumnCheck : IRowCheck
{
    /// <summary>Below it, equal lengths are no accident: codes, dates.</summary>
    private const int ShortestLimit = 40;

    /// <summary>Lengths that people choose as limits need less proof.</summary>
    private static readonly HashSet<int> UsualLimits = [60, 64, 72, 79, 80, 127, 128, 140, 160, 254, 255, 256, 280, 511, 512, 1023, 1024, 2047, 2048, 4095, 4096, 8191, 8192, 32767, 65535];

    /// <inheritdoc/>
    public string Code => "ATT3068";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Warning;

    /// <inheritdoc/>
    public IRowPass Begin(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new Pass(Code);
    }

    /// <summary>Cut texts stop at any character; whole ones end with a mark, and codes have no blanks.</summary>
    private static bool EndsInside(string text) => text.Contains(' ') && char.IsLetterOrDigit(text[^1]) | text[^1] is ' ' or ',';

    private static bool IsAccident(int all, int cut, int limit, int nearLimit)
    {
        var usual = UsualLimits.Contains(limit) || limit % 50 == 0;
        var fewest = usual ? 3 : 6;

        // Texts of nearly the greatest length spread over many lengths, unless a limit gathers them at one.
        return cut >= fewest && cut * 2 >= nearLimit && cut >= all / 1000;
    }

    private sealed class Pass(string code) : IRowPass
    {
        private readonly Dictionary<(string File, string Name), SortedDictionary<int, OfLength>> _columns = [];

        public void Look(CheckedRow row, FindingList found)
        {
            foreach (var field in row.SeenFields)
            {
                if (!_columns.TryGetValue((row.File, field.ColumnName), out var column))
                    _columns.Add((row.File, field.ColumnName), column = []);
                var same = column.GetValueOrDefault(field.Text.Length);
                var isCut = field.Text.Length >= ShortestLimit && EndsInside(field.Text);
                column[field.Text.Length] = new OfLength(
                    same.Texts + 1, same.Cut + (isCut ? 1 : 0), isCut && same.Cut == 0 ? new RowSpot(row.File, field.Line, field.Column) : same.First);
            }
        }

        public void End(FindingList found)
        {
            foreach (var (name, lengths) in _columns)
            {
                var (limit, longest) = lengths.Last();
                var near = lengths.Where(length => length.Key >= limit * 0.9).Sum(length => length.Value.Texts);
                if (limit < ShortestLimit || !IsAccident(lengths.Values.Sum(length => length.Texts), longest.Cut, limit, near))
                    continue;
                found.Add(longest.First.Finding(
                    code,
                    string.Create(CultureInfo.InvariantCulture, $"{longest.Cut} texts of '{name.Name}' end inside a sentence after exactly {limit} characters, the longest of the column: they look cut."),
                    "Export the data again without a limit of the column's length."));
            }
        }

        /// <summary>The texts of one length, those that end inside a sentence, and the first of these.</summary>
        private readonly record struct OfLength(int Texts, int Cut, RowSpot First);
    }
}
