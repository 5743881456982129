using Attune.Definitions;
using Attune.Models;
using Attune.Text.Datasets.Checks;
using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Preparation;

/// <summary>Brings a recipe's rows to the row checks, and adds what only the base model's weights can tell.</summary>
internal static class RecipeChecks
{
    /// <summary>
    /// The rows for the checks. The fields that the prompt reads are what the model is asked; the one field that no prompt may
    /// read is the answer. Of rows that are conversations each message is a field.
    /// </summary>
    public static IReadOnlyList<CheckedRow> RowsOf<TRow>(
        RecipeDefinition<TRow> recipe, IReadOnlyList<LoadedRow<TRow>> loaded, IReadOnlyList<PreparedRow<TRow>> prepared)
    {
        var read = recipe.Prompt?.Variables.ToHashSet(StringComparer.Ordinal);
        var rows = new List<CheckedRow>(loaded.Count);
        foreach (var (row, encoded) in loaded.Zip(prepared, (row, prepared) => (row, prepared.Encoded)))
        {
            var known = recipe.Dataset.Variables(row.Row);
            var fields = read is null ? null : RowField.Of(row.Data, (name, _) =>
                !known.ContainsKey(name) ? FieldRole.Answer : read.Contains(name) ? FieldRole.Input : FieldRole.Unused);
            rows.Add(CheckedRow.OfMessages(row.Data.File, row.Data.Line, row.Part, encoded.Conversation.Messages, fields, encoded));
        }

        return rows;
    }

    public static DatasetCheckReport Run<TRow>(
        RecipeDefinition<TRow> recipe, BaseModel baseModel, RowEncoder encoder, ProjectPlace project, int contextLength,
        IReadOnlyList<CheckedRow> rows, WarningPolicy warnings)
    {
        var severities = SeverityTable.FromEditorConfig(warnings);
        var options = new DatasetCheckOptions
        {
            Tokenizer = encoder.Tokenizer,
            ContextLength = contextLength,
            MaxTruncatedRows = recipe.Options.MaxTruncatedRows,
            StopTokenIds = encoder.StopTokenIds,
            ContentMaySpellSpecialTokens = recipe.Options.ContentMaySpellSpecialTokens,
            Labels = DeclaredLabels.Of(recipe.Dataset, project),
            Severities = severities,
        };
        var report = DatasetChecks.Run(rows, options.WithBeginToken(baseModel.SpecialTokens.GetValueOrDefault("bos_token") as string));
        var untrained = UntrainedTokenCheck.Check(recipe, baseModel, encoder, rows, severities);
        foreach (var file in severities.ReadFiles)
            project.NoteRead(file);
        return report with { Findings = [.. report.Findings, .. untrained] };
    }
}
