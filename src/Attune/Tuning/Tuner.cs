using Attune.Artifacts;
using Attune.Models;
using Attune.Preparation;
using Attune.Telemetry;
using Attune.Tensors;
using Attune.Training;
using Attune.Verbs;

namespace Attune.Tuning;

/// <summary>Trains a prepared recipe into its artifact folder. What an interrupted run left there is gone on from.</summary>
internal static class Tuner
{
    public const string MetricsFileName = "metrics.jsonl";

    /// <exception cref="AttuneException">ATT4318: another run trains there now.</exception>
    public static Artifact Tune<TRow>(PreparedRecipe<TRow> prepared, ArtifactStore store, VerbContext context)
    {
        var recipe = prepared.Recipe;
        var folder = store.FolderOf(recipe.Name, prepared.Inputs);
        using var alone = TuningLock.Take(context.Project, recipe.Name, folder);
        if (store.Find(recipe.Name, prepared.Inputs) is { } ready)
            return ready; // another run has just made it
        var checkpoints = new CheckpointStore(Path.Combine(folder, "checkpoints"));
        using var backend = new CpuBackend(context.Threads);
        var (model, adapter) = LoadTrainable(prepared, backend);
        var (train, watched) = RecipeTraining.Examples(prepared);
        var options = RecipeTraining.Options(recipe.Options, train.Count, Path.Combine(folder, MetricsFileName), context.Screen.Time);
        var progress = new TuningProgress(context.Screen);
        var observer = new TrainingObservers(progress, new TuningEvents(recipe.Name, context.Events));
        context.Events.Phase(recipe.Name, RunPhase.Tune);
        TrainingResult result;
        try
        {
            result = SupervisedFineTuning.Run(
                model, train, watched, options, RecipeOptimization.Optimizer(recipe, prepared.Base.Configuration), RecipeOptimization.Schedule(recipe),
                checkpoints, observer, context.Cancellation);
        }
        finally
        {
            progress.End();
        }

        var weightsFile = Save(model, adapter, prepared, folder);
        var manifest = new ArtifactManifest
        {
            Recipe = recipe.Name,
            Base = recipe.Options.Base,
            Inputs = prepared.Inputs,
            WeightsFile = weightsFile,
            Weights = Fingerprint.OfFile(Path.Combine(folder, weightsFile)),
            AddedTokens = RecipeTokens.Named(prepared.Base),
            FrozenWeights = recipe.FrozenBase is { } frozen ? RecipeFrozenBase.Of(frozen).Name : null,
            Steps = result.Steps,
            FinalLoss = result.FinalLoss,
            TrainSeconds = Math.Round(result.Elapsed.TotalSeconds, 1),
            TrainedTokens = result.Tokens,
        };
        manifest.Write(folder);

        // Only now is the run whole; until here a crash goes on from the checkpoints.
        if (Directory.Exists(checkpoints.Folder))
            Directory.Delete(checkpoints.Folder, recursive: true);
        return new Artifact(folder, manifest);
    }

    /// <summary>The base model with its adapter attached, or with all or some of its own weights trainable. What cannot work is told at the recipe.</summary>
    public static (ICausalLanguageModel Model, Adapter? Adapter) LoadTrainable<TRow>(PreparedRecipe<TRow> prepared, Backend backend)
    {
        var recipe = prepared.Recipe;
        var frozen = recipe.FrozenBase is { } declared ? RecipeFrozenBase.Of(declared) : null;
        var model = prepared.Base.LoadModel(backend, frozen);
        try
        {
            if (RecipeTraining.Adapter(prepared) is { } options)
            {
                var adapter = Adapter.Attach(model, options, (ulong)recipe.Options.Seed);
                if (options is LoraOptions && frozen is null)
                    adapter.RequireMergeable(); // what LoRA tunes is merged where it is used, but on a base in fewer bits
                return (adapter.Model, adapter);
            }

            PartialTraining.Apply(model, recipe.Tuning?.Partial ?? new PartialTrainingOptions());
            return (model, null);
        }
        catch (AttuneException mistake) when (mistake.File is null)
        {
            throw new AttuneException(mistake.Code, mistake.Fact, mistake.Remedy, recipe.Place.File, recipe.Place.Line, recipe.Place.Column, mistake);
        }
    }

    private static string Save<TRow>(ICausalLanguageModel model, Adapter? adapter, PreparedRecipe<TRow> prepared, string folder)
    {
        if (adapter is not null)
        {
            adapter.Save(folder, prepared.Recipe.Options.Base);
            if (prepared.Base.AddedTokens.Count > 0)
                prepared.Base.CopyTextFilesTo(folder); // the base's own files do not have the tokens
            return "adapter_model.safetensors";
        }

        Model.Save(model, folder);
        prepared.Base.CopyTextFilesTo(folder);
        TunedFolder.Write(folder, prepared.Encoder.TemplateSource, prepared.Encoder.StopTokenIds);
        return "model.safetensors";
    }
}
