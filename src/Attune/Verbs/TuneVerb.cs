using System.CommandLine;
using System.Globalization;
using Attune.Artifacts;
using Attune.Definitions;
using Attune.Evaluating;
using Attune.Preparation;
using Attune.Telemetry;
using Attune.Terminal;
using Attune.Tuning;

namespace Attune.Verbs;

/// <summary>Checks, trains where the inputs have changed, evaluates where anything has, and says where the results are.</summary>
internal sealed class TuneVerb : IVerb
{
    public string Name => "tune";

    public string Description => "Checks, trains and evaluates; skips what is up to date. Example: tune --recipe QueryModel --threads 2";

    public void Declare(Command command)
    {
    }

    public Task<bool> RunAsync<TRow>(RecipeDefinition<TRow> recipe, VerbContext context)
    {
        using var prepared = RecipePreparation.Prepare(recipe, context.Project, context.Warnings, context.Events, PreparationUse.Evaluation);
        ReadFileList.Write(context.Project);
        var store = new ArtifactStore(context.Project.Directory);
        var artifact = store.Find(recipe.Name, prepared.Inputs);
        if (artifact is not null && EvaluationStamp.Find(prepared, artifact) is { } known)
        {
            context.Screen.Line($"{recipe.Name}: nothing to do, up to date ({context.Project.Show(artifact.Folder)}).");
            var stays = Offer(artifact, context);
            EvaluateVerb.Tell(known, artifact, RunOutcome.UpToDate, "Nothing to do." + stays, context);
            return Task.FromResult(EvaluateVerb.Judge(recipe, known, context));
        }

        PreparationFacts.Show(prepared, context, findings: true);
        var isTuned = artifact is null;
        if (artifact is null)
        {
            context.Screen.Fact("why", WhyTune(store, prepared));
            artifact = Tuner.Tune(prepared, store, context);
        }
        else
        {
            context.Screen.Fact("tuning", "not needed: base, rows, template and options are those of " + context.Project.Show(artifact.Folder));
        }

        var report = Evaluator.Evaluate(prepared, artifact, store, context);
        EvaluationStamp.Write(prepared, artifact);
        EvaluateVerb.Show(report, artifact, context);
        var promoted = Offer(artifact, context);
        EvaluateVerb.Tell(report, artifact, isTuned ? RunOutcome.Tuned : RunOutcome.Evaluated, (isTuned ? "Tuned and evaluated." : "Evaluated.") + promoted, context);
        return Task.FromResult(EvaluateVerb.Judge(recipe, report, context));
    }

    private static string WhyTune<TRow>(ArtifactStore store, PreparedRecipe<TRow> prepared)
    {
        if (store.Newest(prepared.Recipe.Name) is not { } newest)
            return "the recipe has not been tuned yet";
        var differences = newest.Inputs.DifferencesFrom(prepared.Inputs).ToList();
        return differences.Count == 0
            ? "the tuned weights are missing or not as they were written"
            : string.Create(CultureInfo.InvariantCulture, $"changed since the last run: {string.Join(", ", differences)}");
    }

    /// <summary>Writes the artifact into the lock file, unless a promoted one stays there.</summary>
    /// <returns>A sentence about the one that stays, or nothing.</returns>
    private static string Offer(Artifact artifact, VerbContext context)
    {
        if (new Promotion(context.Project.Directory).Offer(artifact) is not { } promoted)
            return "";
        context.Screen.Fact("promoted", $"{context.Project.Show(promoted.Folder)} stays the model that is asked and served; 'promote' takes this one");
        return $" {Path.GetFileName(promoted.Folder)} stays promoted.";
    }
}
