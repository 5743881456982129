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
    public IEnumerable<Finding> Check(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var column in rows.Texts().GroupBy(text => (text.Row.File, text.Field.ColumnName)))
        {
            var texts = column.ToList();
            var limit = texts.Max(text => text.Field.Text.Length);
            var cut = texts.FindAll(text => text.Field.Text.Length == limit && EndsInside(text.Field.Text));
            if (limit < ShortestLimit || !IsAccident(texts.Count, cut.Count, limit, texts.Count(text => text.Field.Text.Length >= limit * 0.9)))
                continue;
            yield return cut[0].Row.Finding(
                Code, cut[0].Field,
                string.Create(CultureInfo.InvariantCulture, $"{cut.Count} texts of '{column.Key.ColumnName}' end inside a sentence after exactly {limit} characters, the longest of the column: they look cut."),
                "Export the data again without a limit of the column's length.");
        }
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
}
