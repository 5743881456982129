using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>An answer that somebody meant to replace, or that a model wrote instead of one.</summary>
public sealed class PlaceholderAnswerCheck : IRowCheck
{
    /// <summary>Whole answers that say nothing. As labels they may be meant.</summary>
    private static readonly HashSet<string> Nothing = new(StringComparer.OrdinalIgnoreCase)
    {
        "n/a", "na", "nan", "null", "none", "nil", "todo", "tbd", "fixme", "xxx", "-", "--", "?", "???", ".", "...", "…", "undefined",
        "test", "asdf", "no answer", "answer", "<answer>", "[answer]", "placeholder", "<noinput>", "nooutput", "<nooutput>",
    };

    private static readonly string[] Sentences =
    [
        "as an ai language model", "as a large language model", "as an ai model,", "i am an ai language model", "i'm an ai language model",
        "lorem ipsum", "insert answer here", "your answer here", "write your answer", "todo:", "fill in the answer", "my knowledge cutoff",
    ];

    /// <inheritdoc/>
    public string Code => "ATT3066";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Warning;

    /// <inheritdoc/>
    public IRowPass Begin(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new Pass(Code, rows.Labels);
    }

    private static string? FindSentence(string answer)
    {
        foreach (var sentence in Sentences)
        {
            var at = answer.IndexOf(sentence, StringComparison.OrdinalIgnoreCase);
            if (at >= 0)
                return answer.Substring(at, sentence.Length);
        }

        return null;
    }

    /// <summary>Whether the answers are labels is known after the last row, so both is noted until then.</summary>
    private sealed class Pass(string code, LabelColumn labels) : IRowPass
    {
        private FindingList? _ofTexts;
        private FindingList? _ofLabels;

        public void Look(CheckedRow row, FindingList found)
        {
            if (Nothing.GetAlternateLookup<ReadOnlySpan<char>>().Contains(row.Answer.AsSpan().Trim()))
            {
                (_ofTexts ??= found.Pending()).Add(
                    row.AnswerFinding(code, $"The answer is {DataErrors.Show(row.Answer)}, a placeholder.", "Write the answer, or delete the row."));
            }
            else if (FindSentence(row.Answer) is { } sentence)
            {
                var finding = row.AnswerFinding(
                    code, $"The answer says {DataErrors.Show(sentence)}, which is boilerplate.", "Write the answer itself, or delete the row.");
                (_ofTexts ??= found.Pending()).Add(finding);
                (_ofLabels ??= found.Pending()).Add(finding);
            }
        }

        public void End(FindingList found) => found.Take(labels.MayBeLabels ? _ofLabels : _ofTexts);
    }
}
