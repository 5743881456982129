using Attune.Text.Datasets;
using Attune.Text.Templates;

namespace Attune.Preparation;

/// <summary>A chat template's refusal as the mistake of the row that it refuses.</summary>
internal static class RefusedRow
{
    /// <param name="row">The row.</param>
    /// <param name="refusal">What the template says.</param>
    /// <param name="templateFile">The template's file, where its place helps.</param>
    public static AttuneException Error(DatasetRow row, TemplateRenderException refusal, string? templateFile = null)
    {
        var place = templateFile is null ? "" : $" ({templateFile}, line {refusal.Line}, column {refusal.Column})";
        return new AttuneException(
            "ATT3028", $"The chat template cannot render the row: {refusal.Fact}{place}",
            "Change the row to what the template takes, or use another chat template.", row.File, row.Line, row.Value.Column, refusal);
    }
}
