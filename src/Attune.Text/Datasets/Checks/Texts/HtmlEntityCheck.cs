using System.Text.RegularExpressions;
using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Text.Datasets.Checks;

/// <summary>An entity in a text without tags was escaped once too often: <c>&amp;quot;</c>, or <c>#39;</c> that has lost its ampersand.</summary>
public sealed partial class HtmlEntityCheck : IRowCheck
{
    /// <inheritdoc/>
    public string Code => "ATT3075";

    /// <inheritdoc/>
    public RuleSeverity Severity => RuleSeverity.Warning;

    /// <inheritdoc/>
    public IRowPass Begin(CheckedRows rows) => RowByRow.OfTexts(Check);

    private Finding? Check(CheckedRow row, RowField field)
    {
        if (!field.Text.Contains(';') || Entity().Match(field.Text) is not { Success: true } match || Tag().IsMatch(field.Text))
            return null;
        return row.Finding(
            Code, field, $"'{field.Name}' has the HTML entity {DataErrors.Show(match.Value.Trim())} in plain text.", "Decode entities when the data is made.");
    }

    [GeneratedRegex("&(?:amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[mn]dash|hellip|#[0-9]{2,5}|#x[0-9A-Fa-f]{2,5});|(?:^| )#(?:34|36|38|39|145|146|147|148|150|151|8211|8212|8216|8217|8220|8221);", RegexOptions.CultureInvariant)]
    private static partial Regex Entity();

    /// <summary>In a page or its source, entities are right.</summary>
    [GeneratedRegex("</[a-zA-Z]|<[a-zA-Z][^<>]{0,200}/?>|```", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
