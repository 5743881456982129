using System.Buffers;
using System.Globalization;
using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>Characters that no person writes: NUL and other controls, a byte order mark inside a text, half a surrogate pair, overrides of writing direction.</summary>
public sealed class ControlCharacterCheck : IRowCheck
{
    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, 0x10000).Select(code => (char)code).Where(IsSuspect)]);

    /// <inheritdoc/>
    public string Code => "ATT3072";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Warning;

    /// <inheritdoc/>
    public IRowPass Begin(CheckedRows rows) => RowByRow.OfTexts(Check);

    private Finding? Check(CheckedRow row, RowField field)
    {
        if (First(field.Text) is not { } found)
            return null;
        return row.Finding(
            Code, field, string.Create(CultureInfo.InvariantCulture, $"'{field.Name}' has the character U+{(int)found:X4}, which cannot be seen."), "Take it out; in code and logs write it as an escape.");
    }

    private static char? First(string text)
    {
        var rest = text.AsSpan();
        while (rest.IndexOfAny(Suspects) is >= 0 and var at)
        {
            if (char.IsHighSurrogate(rest[at]) && at + 1 < rest.Length && char.IsLowSurrogate(rest[at + 1]))
                rest = rest[(at + 2)..];
            else
                return rest[at];
        }

        return null;
    }

    private static bool IsSuspect(char c) =>
        (char.IsControl(c) && c is not ('\t' or '\n' or '\r')) || char.IsSurrogate(c) || c is '\uFEFF' or '\uFFFE' or '\uFFFF' or (>= '\u202A' and <= '\u202E');
}
