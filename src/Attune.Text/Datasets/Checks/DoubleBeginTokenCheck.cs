using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>Two begin tokens in a row: a template and a prompt, or a template and a tokenizer, that both write one.</summary>
public sealed class DoubleBeginTokenCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3059";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Error;

    /// <inheritdoc/>
    public IEnumerable<Finding> Check(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Options.BeginTokenId is not { } begin)
            yield break;
        ReadOnlyMemory<int> twice = new[] { begin, begin };

        // Where the same token also ends a text, an end and a beginning may meet between two turns.
        var endsToo = rows.Options.StopTokenIds.Contains(begin);
        foreach (var (row, encoded) in rows.Encoded())
        {
            var at = encoded.Tokens.Ids.AsSpan().IndexOf(twice.Span);
            if (at < 0 || (at > 0 && endsToo))
                continue;
            yield return row.Finding(
                Code, $"The begin token {rows.Options.Show(begin)} stands twice in a row, at tokens {at} and {at + 1}.",
                "Let only the chat template write it, once, at the beginning.");
        }
    }
}
