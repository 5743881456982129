using Attune.Models;
using Attune.Preparation;
using Attune.Text.Datasets.Checks;
using Attune.Training;

namespace Attune.Tuning;

/// <summary>Turns a recipe's options into those of the training room.</summary>
internal static class RecipeTraining
{
    /// <summary>The share of training rows that early stopping watches; held-out rows would no longer be held out.</summary>
    private const double PatienceShare = 0.1;

    /// <summary>The adapter that the recipe trains, or null.</summary>
    public static IAdapterOptions? Adapter<TRow>(PreparedRecipe<TRow> prepared) => prepared.Recipe.Tuning?.Adapter(
        new TuningTarget(prepared.Base.Configuration, text => prepared.Base.Tokenizer.Encode(text).Ids, TrainedRows(prepared)));

    /// <summary>The rows of the embedding and, where it has rows of its own, of the head.</summary>
    private static IReadOnlyList<TrainedTokens> TrainedRows<TRow>(PreparedRecipe<TRow> prepared)
    {
        if (prepared.TrainedTokens is not { Count: > 0 } ids)
            return [];
        var modules = VocabularyModules.Of(prepared.Base.Configuration);
        return modules.Head is null ? [new(null, ids)] : [new(Name(modules.Embedding), ids), new(Name(modules.Head), ids)];

        static string Name(string path) => path[(path.LastIndexOf('.') + 1)..];
    }

    public static TrainingOptions Options<TRow>(RecipeAttribute<TRow> recipe, int trainRows, string? metricsPath, TimeProvider clock)
    {
        var batches = (trainRows + recipe.BatchSize - 1) / recipe.BatchSize;
        var steps = Math.Max(1, (int)Math.Ceiling(recipe.Epochs * batches));
        return new TrainingOptions
        {
            Epochs = recipe.Epochs,
            BatchSize = recipe.BatchSize,
            RecomputesLayers = recipe.RecomputeLayers,
            Seed = (ulong)recipe.Seed,
            Patience = recipe.Patience,
            EvaluateEverySteps = Math.Max(1, steps / 10),
            CheckpointEverySteps = Math.Clamp(steps / 20, 1, 100),
            MetricsPath = metricsPath,
            Clock = clock,
        };
    }

    /// <summary>The rows to learn and the rows whose loss is watched: the held-out rows, or a share of the training rows where early stopping chooses weights by them.</summary>
    public static (IReadOnlyList<TrainingExample> Train, IReadOnlyList<TrainingExample> Watched) Examples<TRow>(PreparedRecipe<TRow> prepared)
    {
        if (prepared.Recipe.Options.Patience == 0)
            return (prepared.Train, [.. prepared.Test.Select(row => ToExample(row.Encoded))]);
        var (train, watched) = Text.Datasets.DatasetSplit.Split(
            [.. Enumerable.Range(0, prepared.Train.Count)], PatienceShare, (ulong)prepared.Recipe.Options.Seed);
        return (new ExampleSelection(prepared.Train, train), new ExampleSelection(prepared.Train, watched));
    }

    private static TrainingExample ToExample(EncodedRow row) => new(row.Tokens.Ids, row.LossMask, row.Source);
}
