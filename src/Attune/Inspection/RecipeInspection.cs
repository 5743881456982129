using Attune.Preparation;
using Attune.Terminal;
using Attune.Verbs;

namespace Attune.Inspection;

/// <summary>Writes the page of a recipe's rows.</summary>
internal static class RecipeInspection
{
    public static void Write<TRow>(PreparedRecipe<TRow> prepared, string path, VerbContext context)
    {
        var facts = PreparationFacts.Of(prepared, context.Project).Select(fact => (fact.Name.Trim(), fact.Value));
        InspectionPage.Write(path, prepared.Recipe.Name, [.. facts, ("template hash", prepared.Encoder.TemplateHash[..12])], Rows(prepared), prepared.Encoder.Tokenizer);
        context.Screen.Fact("page", Path.GetFullPath(path));
    }

    /// <summary>The rows in the order of their files, each with what the checks found at it.</summary>
    private static IEnumerable<InspectedRow> Rows<TRow>(PreparedRecipe<TRow> prepared)
    {
        var remarks = prepared.Checks.Findings.ToLookup(finding => (finding.File, finding.Line), RowRemark.Of);
        return prepared.Encode(prepared.Rows.Rows())
            .Select(row => InspectedRow.Of(row with { File = Path.GetFileName(row.File) }, remarks[(row.File, row.Line)]));
    }
}
