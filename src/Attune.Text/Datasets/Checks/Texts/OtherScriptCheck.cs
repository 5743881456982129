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
    public IRowPass Begin(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new Pass(Code);
    }

    private static string Name(Script script) => script == Script.EastAsian ? "Chinese or Japanese" : script.ToString();

    private sealed class Pass(string code) : IRowPass
    {
        private readonly Dictionary<(string File, string Name), Dictionary<Script, OfScript>> _columns = [];
        private int _texts;

        public void Look(CheckedRow row, FindingList found)
        {
            foreach (var field in row.SeenFields)
            {
                var most = Scripts.MostOf(field.Text);
                if (most.All == 0)
                    continue;
                if (!_columns.TryGetValue((row.File, field.ColumnName), out var column))
                    _columns.Add((row.File, field.ColumnName), column = []);
                if (!column.TryGetValue(most.Script, out var script))
                    column.Add(most.Script, script = new OfScript());
                script.Texts++;
                if (most.Letters >= FewestLetters)
                    script.Note(_texts++, new RowSpot(row.File, field.Line, field.Column), field.Name);
            }
        }

        public void End(FindingList found)
        {
            foreach (var column in _columns.Values)
            {
                var all = column.Values.Sum(script => script.Texts);
                var common = column.MaxBy(script => script.Value.Texts);
                if (all < FewestRows || common.Value.Texts < CommonShare * all)
                    continue;
                var others = column.Where(script => script.Key != common.Key)
                    .SelectMany(script => script.Value.Noted.Select((text, index) => (Text: text, Script: script.Key, Times: index == 0 ? 1 + script.Value.NotNoted : 1)));
                foreach (var (text, script, times) in others.OrderBy(other => other.Text.Number))
                {
                    found.Add(
                        text.Spot.Finding(
                            code, string.Create(CultureInfo.InvariantCulture, $"'{text.Name}' is in {Name(script)} script, and {common.Value.Texts} of {all} are in {Name(common.Key)}."),
                            "See whether the row belongs here."),
                        times);
                }
            }
        }
    }

    /// <summary>The texts of a column in one script. Of the common one too some places are kept, since which one that is shows at the end.</summary>
    private sealed class OfScript
    {
        public int Texts { get; set; }

        public List<(int Number, RowSpot Spot, string Name)> Noted { get; } = [];

        public int NotNoted { get; private set; }

        public void Note(int number, RowSpot spot, string name)
        {
            if (Noted.Count < FindingList.MostKept)
                Noted.Add((number, spot, name));
            else
                NotNoted++;
        }
    }
}
