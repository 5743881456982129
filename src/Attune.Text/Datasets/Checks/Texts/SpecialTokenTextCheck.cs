using System.Buffers;
using Attune.Text.Datasets.Checks.Severities;
using Attune.Text.Tokenizers;

namespace Attune.Text.Datasets.Checks;

/// <summary>
/// Content that spells a special token stays text and steers nothing, but such rows most often come from a dump of
/// rendered conversations.
/// </summary>
public sealed class SpecialTokenTextCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3060";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Warning;

    /// <inheritdoc/>
    public IRowPass Begin(CheckedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var tokens = rows.Options.Tokenizer is { } tokenizer ? SpecialTokens(tokenizer) : [];
        if (tokens.Count == 0)
            return RowByRow.Nothing;
        var consequence = rows.Options.ContentMaySpellSpecialTokens ? "the model reads it as that token" : "it stays text, and the model reads it letter by letter";
        var search = SearchValues.Create([.. tokens], StringComparison.Ordinal);
        return RowByRow.OfTexts((row, field) =>
        {
            var at = field.Text.AsSpan().IndexOfAny(search);
            if (at < 0)
                return null;
            var token = tokens.First(token => field.Text.AsSpan(at).StartsWith(token, StringComparison.Ordinal));
            return row.Finding(
                Code, field, $"The text of '{field.Name}' spells the special token {DataErrors.Show(token)}; {consequence}.",
                "Take markers of chat templates out of the data; the template writes them.");
        });
    }

    /// <summary>Longest first, so that the one found is the whole of it.</summary>
    private static List<string> SpecialTokens(Tokenizer tokenizer)
    {
        var tokens = new List<string>();
        for (var id = 0; id < tokenizer.VocabularySize; id++)
        {
            if (tokenizer.IsSpecial(id) && tokenizer.IdToToken(id) is { Length: > 0 } token)
                tokens.Add(token);
        }

        tokens.Sort((left, right) => left.Length != right.Length ? right.Length - left.Length : string.CompareOrdinal(left, right));
        return tokens;
    }
}
