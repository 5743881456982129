using Attune.Definitions;
using Attune.Models;
using Attune.Text.Datasets.Checks;
using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Preparation;

/// <summary>Brings a recipe's rows to the row checks, one after the other, and adds what only the base model's weights can tell.</summary>
internal sealed class RecipeChecks<TRow> : IDisposable
{
    private readonly RecipeDefinition<TRow> _recipe;
    private readonly BaseModel _base;
    private readonly RowEncoder _encoder;
    private readonly ProjectPlace _project;
    private readonly SeverityTable _severities;
    private readonly HashSet<string>? _read;
    private readonly UsedSpecialTokens _used;
    private readonly DatasetCheckRun _run;

    public RecipeChecks(
        RecipeDefinition<TRow> recipe, BaseModel baseModel, RowEncoder encoder, ProjectPlace project, int contextLength,
        LoadedDataset<TRow> rows, WarningPolicy warnings, string workFolder)
    {
        (_recipe, _base, _encoder, _project) = (recipe, baseModel, encoder, project);
        _severities = SeverityTable.FromEditorConfig(warnings);
        _read = recipe.Prompt?.Variables.ToHashSet(StringComparer.Ordinal);
        _used = new UsedSpecialTokens(encoder, RecipeTokens.NamedIds(recipe, encoder.Tokenizer));
        var options = new DatasetCheckOptions
        {
            Tokenizer = encoder.Tokenizer,
            ContextLength = contextLength,
            MaxTruncatedRows = recipe.Options.MaxTruncatedRows,
            StopTokenIds = encoder.StopTokenIds,
            ContentMaySpellSpecialTokens = recipe.Options.ContentMaySpellSpecialTokens,
            Labels = DeclaredLabels.Of(recipe.Dataset, project),
            Severities = _severities,
            WorkFolder = workFolder,
        };
        _run = new DatasetCheckRun(
            rows.Files, options.WithBeginToken(baseModel.SpecialTokens.GetValueOrDefault("bos_token") as string), checked(rows.TrainRows + rows.TestRows));
    }

    /// <summary>
    /// Looks at the next row. The fields that the prompt reads are what the model is asked; the one field that no prompt may
    /// read is the answer. Of rows that are conversations each message is a field.
    /// </summary>
    public void Look(LoadedRow<TRow> row, EncodedRow encoded)
    {
        var messages = encoded.Conversation.Messages;
        var checkedRow = CheckedRow.OfMessages(row.Data.File, row.Data.Line, row.Part, messages, Fields(row, encoded), encoded);
        _run.Look(checkedRow with { Column = row.Data.Value.Column });
        _used.Add(encoded);
    }

    public DatasetCheckReport End()
    {
        var report = _run.End();
        var untrained = UntrainedTokenCheck.Check(_recipe, _base, _encoder, _used.Ids, _severities).ToList();
        var unused = UnusedTokenCheck.Check(_recipe, _encoder, _used.Named, _severities).ToList();
        foreach (var file in _severities.ReadFiles)
            _project.NoteRead(file);
        return report with { Findings = [.. report.Findings, .. untrained, .. unused] };
    }

    public void Dispose() => _run.Dispose();

    private IReadOnlyList<RowField> Fields(LoadedRow<TRow> row, EncodedRow encoded)
    {
        if (_read is null)
            return MessageFields.Of(row.Data, encoded.Conversation.Messages);
        var known = _recipe.Dataset.Variables(row.Row);
        return RowField.Of(row.Data, (name, _) =>
            !known.ContainsKey(name) ? FieldRole.Answer : _read.Contains(name) ? FieldRole.Input : FieldRole.Unused);
    }
}

/// <summary>The special tokens that rows have, the stop tokens that they end with, and of the tokens that the recipe names those that rows have.</summary>
internal sealed class UsedSpecialTokens(RowEncoder encoder, IReadOnlySet<int> named)
{
    private readonly SortedSet<int> _ids = [];
    private readonly HashSet<int> _named = [];

    public IReadOnlySet<int> Named => _named;

    public IReadOnlyCollection<int> Ids => _ids;

    public void Add(EncodedRow row)
    {
        if (row.LastTarget is { } last && encoder.StopTokenIds.Contains(last))
            _ids.Add(last);
        foreach (var id in row.Tokens.Ids)
        {
            if (encoder.Tokenizer.IsSpecial(id))
                _ids.Add(id);
            if (named.Contains(id))
                _named.Add(id);
        }
    }
}
