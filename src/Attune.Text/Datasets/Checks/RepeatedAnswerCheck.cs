using System.Globalization;
using System.Runtime.InteropServices;
using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>In free text, one answer to many questions is what the model will say to all.</summary>
public sealed class RepeatedAnswerCheck : IRowCheck
{
    private const int FewestTimes = 10;

    private const double LargestShare = 0.02;

    /// <summary>Short answers, such as yes and no, come again by nature.</summary>
    private const int ShortestAnswer = 20;

    /// <inheritdoc/>
    public string Code => "ATT3067";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Warning;

    /// <inheritdoc/>
    public IRowPass Begin(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new Pass(Code, rows);
    }

    private sealed class Pass : IRowPass
    {
        private readonly string _code;
        private readonly CheckedRows _rows;
        private readonly LabelColumn _labels;
        private readonly RowArchive _archive;
        private readonly SameRows _same;
        private readonly Dictionary<ulong, Times> _answers = [];

        public Pass(string code, CheckedRows rows) =>
            (_code, _rows, _labels, _archive, _same) = (code, rows, rows.Labels, rows.Archive, rows.Same);

        public void Look(CheckedRow row, FindingList found)
        {
            if (row.Answer.Length < ShortestAnswer || row.Question.Length == 0)
                return;
            ref var times = ref CollectionsMarshal.GetValueRefOrAddDefault(_answers, TextHash.Of(row.Answer), out var known);
            times = new Times(known ? times.First : _rows.Number, times.Rows + 1, times.Questions + (_same.First < 0 ? 1 : 0));
        }

        public void End(FindingList found)
        {
            if (_labels.MayBeLabels)
                return;
            var all = _rows.Number + 1;
            foreach (var times in _answers.Values)
            {
                if (times.Rows < FewestTimes || times.Rows < LargestShare * all || times.Questions < FewestTimes)
                    continue;
                var first = _archive.Read(times.First);
                found.Add(first.AnswerSpot.Finding(
                    _code, string.Create(CultureInfo.InvariantCulture, $"{times.Rows} of {all} rows have this same answer, {DataErrors.Show(first.Answer)}."),
                    "See whether it answers all of them; leave most of such rows out."));
            }
        }

        /// <summary>How often an answer came, and with how many questions.</summary>
        private readonly record struct Times(int First, int Rows, int Questions);
    }
}
