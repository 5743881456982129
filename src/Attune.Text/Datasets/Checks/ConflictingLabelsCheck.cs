using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>
/// One question with two labels: one of them is wrong, or the question does not decide. For answers in free text two of
/// them are no mistake, so the rule keeps to labels and to JSON values.
/// </summary>
public sealed class ConflictingLabelsCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3063";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Warning;

    /// <inheritdoc/>
    public IRowPass Begin(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new Pass(Code, rows);
    }

    private static bool IsJson(string answer) => answer is ['{', .., '}'] or ['[', .., ']'];

    private sealed class Pass : IRowPass
    {
        private readonly string _code;
        private readonly CheckedRows _rows;
        private readonly LabelColumn _labels;
        private readonly RowArchive _archive;
        private readonly HashedRows _jsonRows;
        private HashedRows? _labelledRows;
        private FindingList? _ofJson;
        private FindingList? _ofLabels;

        public Pass(string code, CheckedRows rows)
        {
            (_code, _rows, _labels, _archive) = (code, rows, rows.Labels, rows.Archive);
            (_jsonRows, _labelledRows) = (new HashedRows(0), new HashedRows(0));
        }

        public void Look(CheckedRow row, FindingList found)
        {
            if (!_labels.MayBeLabels)
                _labelledRows = null;
            var isJson = IsJson(row.Answer);
            if (row.Question.Length == 0 || (!isJson && _labelledRows is null))
                return;
            var question = TextHash.OfAnyCase(row.Question);
            if (isJson)
                Compare(row, _jsonRows.FirstOrAdd(question, _rows.Number), _ofJson ??= found.Pending());
            if (_labelledRows is not null)
                Compare(row, _labelledRows.FirstOrAdd(question, _rows.Number), _ofLabels ??= found.Pending());
        }

        public void End(FindingList found) => found.Take(_labels.MayBeLabels ? _ofLabels : _ofJson);

        private void Compare(CheckedRow row, int first, FindingList found)
        {
            if (first < 0 || _archive.Read(first) is not { } other || other.Answer == row.Answer)
                return;
            found.Add(row.AnswerFinding(
                _code, $"The same question has the answer {DataErrors.Show(row.Answer)} here and {DataErrors.Show(other.Answer)} at {other.Source}.",
                "Correct one of them, or delete both."));
        }
    }
}
