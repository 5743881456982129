using System.Globalization;
using Attune.Artifacts;
using Attune.Definitions;
using Attune.Models;
using Attune.Telemetry;
using Attune.Text.Datasets.Checks;
using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Preparation;

/// <summary>Opens, reads, renders, encodes and checks; what comes out is ready to be trained on or evaluated.</summary>
internal static class RecipePreparation
{
    /// <param name="recipe">The recipe.</param>
    /// <param name="project">The user's project.</param>
    /// <param name="warnings">What the build says of warnings.</param>
    /// <param name="events">Hears of the phases.</param>
    /// <param name="errorsAreShown">Whether rows with errors are for a person to look at, who sees the errors beside them.</param>
    public static PreparedRecipe<TRow> Prepare<TRow>(
        RecipeDefinition<TRow> recipe, ProjectPlace project, WarningPolicy warnings, RunEvents events, bool errorsAreShown = false)
    {
        events.Phase(recipe.Name, RunPhase.Load);
        var folder = BaseModels.FindFolder(recipe.Options.Base, project, recipe.Place);
        var baseModel = BaseModel.Open(folder);
        foreach (var file in BaseModels.FilesOf(baseModel.Folder))
            project.NoteRead(file);
        var encoder = CreateEncoder(recipe, baseModel);
        var contextLength = ContextLength(recipe, baseModel.Configuration.MaxPositions);

        var loaded = DatasetLoader.Load(recipe.Dataset, project);
        var rows = new List<PreparedRow<TRow>>(loaded.Count);
        foreach (var row in loaded)
            rows.Add(new PreparedRow<TRow>(row.Row, encoder.Encode(recipe, row)));
        events.Phase(recipe.Name, RunPhase.Check);
        var checks = RecipeChecks.Run(
            recipe, baseModel, encoder, project, contextLength, RecipeChecks.RowsOf(recipe, loaded, rows), warnings);
        if (checks.HasErrors && !errorsAreShown)
            throw new ProblemsException([.. checks.Lines()]);
        rows = rows.ConvertAll(row => row.Encoded.Tokens.Count > contextLength ? row with { Encoded = row.Encoded.Cut(contextLength) } : row);

        var train = rows.FindAll(row => row.Encoded.Part == DatasetPart.Train);
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
            Train = train,
            Test = rows.FindAll(row => row.Encoded.Part == DatasetPart.Test),
            ContextLength = contextLength,
            Checks = checks,
            Inputs = Hash(recipe, baseModel, encoder, train),
        };
    }

    /// <summary>Base model, template and tokenizer without any rows: enough to answer a question.</summary>
    public static (BaseModel Base, RowEncoder Encoder) OpenBase<TRow>(RecipeDefinition<TRow> recipe, ProjectPlace project)
    {
        var baseModel = BaseModel.Open(BaseModels.FindFolder(recipe.Options.Base, project, recipe.Place));
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
                "Name one of the base model's special tokens.", declared.Place.File, declared.Place.Line, declared.Place.Column);
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
            "ATT4308", $"ContextLength is {declared}, but the base model {recipe.Options.Base} takes {limit} tokens.", $"Set it to {limit} or less.",
            recipe.Place.File, recipe.Place.Line, recipe.Place.Column);
    }

    private static ArtifactInputs Hash<TRow>(
        RecipeDefinition<TRow> recipe, BaseModel baseModel, RowEncoder encoder, List<PreparedRow<TRow>> train)
    {
        using var baseHash = new Fingerprint();
        foreach (var file in BaseModels.FilesOf(baseModel.Folder))
            baseHash.Add(Path.GetFileName(file), Fingerprint.OfFile(file));
        using var rows = new Fingerprint();
        foreach (var row in train)
            rows.Add("ids", row.Encoded.Tokens.Ids).Add("mask", row.Encoded.LossMask);
        using var options = new Fingerprint();
        foreach (var (name, value) in RecipeOptions.Of(recipe))
            options.Add(name, Convert.ToString(value, CultureInfo.InvariantCulture)!);
        return new ArtifactInputs(baseHash.ToHex(), encoder.TemplateHash, rows.ToHex(), options.ToHex(), ToolVersion.Current);
    }
}
