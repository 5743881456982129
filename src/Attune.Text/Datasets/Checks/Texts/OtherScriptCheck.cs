using System.Globalization;
using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>A row in another script than nearly all rows of its file has strayed from another dataset.</summary>
public sealed class OtherScriptCheck : IRowCheck
{
    private const int FewestRows = 40;

    /// <summary>Where fewer rows than this share have one script, the file is in several languages by intent.</summary>
    private const double CommonShare = 0.98;

    private const int FewestLetters = 20;

    /// <inheritdoc/>
    public string Code => "ATT3073";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Suggestion;

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var column in rows.Texts().GroupBy(text => (text.Row.File, text.Field.ColumnName)))
        {
            var texts = column.Select(text => (text.Row, text.Field, Most: Scripts.MostOf(text.Field.Text))).Where(text => text.Most.All > 0).ToList();
            if (texts.Count < FewestRows)
                continue;
            var common = texts.GroupBy(text => text.Most.Script).MaxBy(group => group.Count())!;
            if (common.Count() < CommonShare * texts.Count)
                continue;
            foreach (var (row, field, most) in texts)
            {
                if (most.Script == common.Key || most.Letters < FewestLetters)
                    continue;
                yield return row.Finding(
                    Code, field,
                    string.Create(CultureInfo.InvariantCulture, $"'{field.Name}' is in {Name(most.Script)} script, and {common.Count()} of {texts.Count} are in {Name(common.Key)}."),
                    "See whether the row belongs here.");
            }
        }
    }

    private static string Name(Script script) => script == Script.EastAsian ? "Chinese or Japanese" : script.ToString();
}
