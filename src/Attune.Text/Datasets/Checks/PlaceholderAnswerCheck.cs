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
    public IEnumerable<Finding> Check(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var row in rows.All)
        {
            var answer = row.Answer.AsSpan().Trim();
            if (rows.Labels is null && Nothing.GetAlternateLookup<ReadOnlySpan<char>>().Contains(answer))
            {
                yield return row.AnswerFinding(Code, $"The answer is {DataErrors.Show(row.Answer)}, a placeholder.", "Write the answer, or delete the row.");
            }
            else if (FindSentence(row.Answer) is { } sentence)
            {
                yield return row.AnswerFinding(
                    Code, $"The answer says {DataErrors.Show(sentence)}, which is boilerplate.", "Write the answer itself, or delete the row.");
            }
        }
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
}
