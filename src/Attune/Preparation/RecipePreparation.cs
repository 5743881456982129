using System.Globalization;
using Attune.Artifacts;
using Attune.Definitions;
using Attune.Evaluating;
using Attune.Models;
using Attune.Telemetry;
using Attune.Text.Datasets.Checks;
using Attune.Text.Datasets.Checks.Severities;
using Attune.Training;

namespace Attune.Preparation;

/// <summary>Opens, reads, renders, encodes and checks; what comes out is ready to be trained on or evaluated.</summary>
internal static class RecipePreparation
{
    /// <param name="recipe">The recipe.</param>
    /// <param name="project">The user's project.</param>
    /// <param name="warnings">What the build says of warnings.</param>
    /// <param name="events">Hears of the phases.</param>
    /// <param name="use">What for.</param>
    public static PreparedRecipe<TRow> Prepare<TRow>(
        RecipeDefinition<TRow> recipe, ProjectPlace project, WarningPolicy warnings, RunEvents events, PreparationUse use = PreparationUse.Check)
    {
        events.Phase(recipe.Name, RunPhase.Load);
        var folder = BaseModels.FindFolder(recipe.Options.Base, project, recipe.Place);
        var baseModel = RecipeTokens.OpenBase(recipe, folder);
        foreach (var file in BaseModels.FilesOf(baseModel.Folder))
            project.NoteRead(file);
        var encoder = CreateEncoder(recipe, baseModel);
        var contextLength = ContextLength(recipe, baseModel.Configuration.MaxPositions - (recipe.Tuning?.VirtualTokens ?? 0));
        var rows = LoadedDataset<TRow>.Open(recipe.Dataset, project);
        events.Phase(recipe.Name, RunPhase.Check);
        var work = WorkFolder.Open(project);
        using var checks = new RecipeChecks<TRow>(recipe, baseModel, encoder, project, contextLength, rows, warnings, work);
        var train = new ExampleFile(work, rows.TrainRows);
        try
        {
            var trained = Train(recipe, encoder, rows, contextLength, checks, train);
            var test = Test(recipe, encoder, rows, contextLength, checks, keep: use == PreparationUse.Evaluation);
            var report = checks.End();
            if (report.HasErrors && use != PreparationUse.Inspection)
                throw new ProblemsException([.. report.Lines()]);
            if (train.Count == 0)
            {
                throw new AttuneException(
                    "ATT4306", "No row is left to train on.", "Add rows, or lower TestFraction.", recipe.Dataset.Place.File, recipe.Dataset.Place.Line, recipe.Dataset.Place.Column);
            }

            return new PreparedRecipe<TRow>
            {
                Recipe = recipe,
                Base = baseModel,
                Encoder = encoder,
                Rows = rows,
                Train = train,
                Test = test,
                Baseline = use == PreparationUse.Evaluation ? LabelBaseline.Of(recipe, rows) : null,
                ContextLength = contextLength,
                Checks = report,
                TrainedTokens = RecipeTokens.TrainedIds(recipe, baseModel.Tokenizer),
                Inputs = Hash(recipe, baseModel, encoder, trained),
            };
        }
        catch
        {
            train.Dispose();
            throw;
        }
    }

    /// <summary>Checks the rows to learn from and writes their tokens.</summary>
    /// <returns>The hash of their tokens and masks.</returns>
    private static string Train<TRow>(
        RecipeDefinition<TRow> recipe, RowEncoder encoder, LoadedDataset<TRow> rows, int contextLength, RecipeChecks<TRow> checks, ExampleFile train)
    {
        using var hash = new Fingerprint();
        foreach (var row in rows.Rows(DatasetPart.Train))
        {
            var encoded = encoder.Encode(recipe, row);
            checks.Look(row, encoded);
            encoded = encoded.CutTo(contextLength);
            hash.Add("ids", encoded.Tokens.Ids).Add("mask", encoded.LossMask);
            train.Add(encoded.Tokens.Ids, encoded.LossMask, encoded.File, encoded.Line);
        }

        return hash.ToHex();
    }

    /// <summary>Checks the held-out rows.</summary>
    private static List<PreparedRow<TRow>> Test<TRow>(
        RecipeDefinition<TRow> recipe, RowEncoder encoder, LoadedDataset<TRow> rows, int contextLength, RecipeChecks<TRow> checks, bool keep)
    {
        var test = new List<PreparedRow<TRow>>();
        foreach (var row in rows.Rows(DatasetPart.Test))
        {
            var encoded = encoder.Encode(recipe, row);
            checks.Look(row, encoded);
            if (keep)
                test.Add(new PreparedRow<TRow>(row.Row, encoded.CutTo(contextLength)));
        }

        return test;
    }

    /// <summary>Base model, template and tokenizer without any rows: enough to answer a question.</summary>
    public static (BaseModel Base, RowEncoder Encoder) OpenBase<TRow>(RecipeDefinition<TRow> recipe, ProjectPlace project)
    {
        var baseModel = RecipeTokens.OpenBase(recipe, BaseModels.FindFolder(recipe.Options.Base, project, recipe.Place));
        return (baseModel, CreateEncoder(recipe, baseModel));
    }

    private static RowEncoder CreateEncoder<TRow>(RecipeDefinition<TRow> recipe, BaseModel baseModel)
    {
        var tokenizer = baseModel.Tokenizer;
        var contentMaySpell = recipe.Options.ContentMaySpellSpecialTokens;
        if (recipe.ChatTemplate is not { } declared)
            return new RowEncoder(RecipeChatTemplate.OfBase(baseModel, RequireChatTemplate(recipe, baseModel)), tokenizer, baseModel.StopTokenIds, contentMaySpell);
        if (tokenizer.TokenToId(declared.StopToken) is not { } stop)
        {
            throw new AttuneException(
                "ATT4307", $"The stop token '{declared.StopToken}' of {declared.Name} is not in the base model's vocabulary.",
                "Name one of the base model's special tokens, or add it with [AddedTokens(..., Special = true)].", declared.Place.File, declared.Place.Line, declared.Place.Column);
        }

        return new RowEncoder(RecipeChatTemplate.Declared(declared, baseModel), tokenizer, new HashSet<int> { stop }, contentMaySpell);
    }

    private static string RequireChatTemplate<TRow>(RecipeDefinition<TRow> recipe, BaseModel baseModel) => baseModel.ChatTemplateSource
        ?? throw new AttuneException(
            "ATT4317", $"The base model {recipe.Options.Base} has no chat template.", "Declare one with [ChatTemplate] and name it in the recipe.",
            recipe.Place.File, recipe.Place.Line, recipe.Place.Column);

    private static int ContextLength<TRow>(RecipeDefinition<TRow> recipe, int limit)
    {
        var declared = recipe.Options.ContextLength;
        if (declared <= limit)
            return declared <= 0 ? limit : declared;
        throw new AttuneException(
            "ATT4308", $"ContextLength is {declared}, but the base model {recipe.Options.Base} takes {limit} tokens{(recipe.Tuning is { VirtualTokens: > 0 } ? " beside the virtual ones" : "")}.", $"Set it to {limit} or less.",
            recipe.Place.File, recipe.Place.Line, recipe.Place.Column);
    }

    /// <summary>Hashes weights, configuration and tokenizer of a base model.</summary>
    public static string HashOf(BaseModel baseModel)
    {
        using var hash = new Fingerprint();
        foreach (var file in BaseModels.FilesOf(baseModel.Folder))
            hash.Add(Path.GetFileName(file), Fingerprint.OfFile(file));
        return hash.ToHex();
    }

    private static ArtifactInputs Hash<TRow>(RecipeDefinition<TRow> recipe, BaseModel baseModel, RowEncoder encoder, string rows)
    {
        using var options = new Fingerprint();
        foreach (var (name, value) in RecipeOptions.Of(recipe))
            options.Add(name, Convert.ToString(value, CultureInfo.InvariantCulture)!);
        return new ArtifactInputs(HashOf(baseModel), encoder.TemplateHash, rows, options.ToHex(), ToolVersion.Current);
    }
}
