using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>A word with Latin and Cyrillic letters looks right and is another word to a tokenizer: a slip of the keyboard, or a disguise.</summary>
public sealed class MixedScriptWordCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3074";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Warning;

    /// <inheritdoc/>
    public IRowPass Begin(CheckedRows rows) => RowByRow.OfTexts(Check);

    private Finding? Check(CheckedRow row, RowField field)
    {
        // Most texts have no Cyrillic letter at all, and then no word needs a look.
        if (field.Text.AsSpan().IndexOfAnyInRange('\u0400', '\u052F') < 0 || Find(field.Text) is not { } word)
            return null;
        return row.Finding(
            Code, field, $"The word {DataErrors.Show(word)} in '{field.Name}' has Latin and Cyrillic letters.", "Write it in one script.");
    }

    private static string? Find(string text)
    {
        var start = 0;
        while (start < text.Length)
        {
            var end = start;
            var (latin, cyrillic) = (false, false);
            while (end < text.Length && char.IsLetter(text[end]))
            {
                var script = Scripts.Of(text[end++]);
                latin |= script == Script.Latin;
                cyrillic |= script == Script.Cyrillic;
            }

            if (latin && cyrillic)
                return text[start..end];
            start = end + 1;
        }

        return null;
    }
}
