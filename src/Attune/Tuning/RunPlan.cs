using System.Globalization;
using Attune.Evaluation;
using Attune.Models;
using Attune.Preparation;
using Attune.Tensors;
using Attune.Terminal;
using Attune.Training;
using Attune.Verbs;

namespace Attune.Tuning;

/// <summary>What a tuning run will need: counted from the model and the rows, with the speed of a few real batches on this machine.</summary>
internal static class RunPlan
{
    /// <param name="prepared">The recipe.</param>
    /// <param name="context">What the verb runs with.</param>
    /// <param name="price">What an hour of this machine costs, in any currency, or null.</param>
    public static IEnumerable<ReportFact> Of<TRow>(PreparedRecipe<TRow> prepared, VerbContext context, double? price)
    {
        using var backend = new CpuBackend(context.Threads);
        var (model, _) = Tuner.LoadTrainable(prepared, backend);
        var (train, _) = RecipeTraining.Examples(prepared);
        var options = RecipeTraining.Options(prepared.Recipe.Options, train.Count, metricsPath: null, context.Screen.Time);
        var batches = new ExampleBatches(train, options.BatchSize, options.MicroBatchTokens, options.Seed, model.CanSharePrefixes);
        var steps = options.TotalSteps(batches.BatchesPerEpoch);
        long tokens = train.Sum(row => (long)row.TokenIds.Length), supervised = train.Sum(row => (long)row.SupervisedTokens);
        var meanBatch = (int)Math.Min(options.MicroBatchTokens, tokens * options.BatchSize / train.Count);
        var optimizer = RecipeOptimization.Optimizer(prepared.Recipe, prepared.Base.Configuration);
        var cost = StepCost.For(model, meanBatch, (double)tokens / train.Count, (double)supervised / tokens, optimizer, recomputesLayers: options.RecomputesLayers);
        var plan = prepared.Recipe.Tuning?.Partial is { } partial
            ? ModelPlan.For(prepared.Base.Configuration, partial)
            : ModelPlan.For(prepared.Base.Configuration, RecipeTraining.Adapter(prepared));
        var speed = SpeedProbe.Measure(model, batches, context.Screen.Time, recomputesLayers: options.RecomputesLayers, cancellation: context.Cancellation);
        var allTokens = (double)tokens * steps / batches.BatchesPerEpoch;

        yield return new("parameters", string.Create(
            CultureInfo.InvariantCulture, $"{plan.TrainableParameters:N0} trainable of {plan.TotalParameters:N0} ({plan.TrainableShare:P2})"));
        yield return new("steps", string.Create(
            CultureInfo.InvariantCulture, $"{steps:N0} of {options.BatchSize} rows, {allTokens:N0} tokens in all"));
        yield return new("checkpoint", $"{Bytes(cost.CheckpointBytes)} each, {options.KeepCheckpoints} kept; tuned weights {Bytes(plan.ArtifactBytes)}");
        yield return new("memory", $"{Bytes(cost.PeakBytes)} of tensors at peak by count ({Bytes(cost.WeightBytes)} weights, {Bytes(cost.GradientBytes + cost.OptimizerBytes)} gradients and optimizer, {Bytes(cost.ActivationBytes)} activations); {Bytes(speed.PeakBytes)} measured; about {Bytes(cost.ResidentBytes)} resident");
        if (cost.PagedBytes > 0)
            yield return new("disk", $"{Bytes(cost.PagedBytes)} for the optimizer's state while it trains");
        yield return new("compute", string.Create(
            CultureInfo.InvariantCulture, $"{cost.FlopsPerToken / 1e6:0.0} MFLOP per token; {speed.TokensPerSecond:N0} tokens/s measured over {speed.Steps} batches on {backend.Threads} threads"));
        var (time, floor) = (speed.TimeFor(allTokens), TimeSpan.FromSeconds(cost.FlopsPerToken * allTokens / backend.MeasurePeak(context.Screen.Time)));
        yield return new("time", $"about {ProgressLine.Format(time)} of training; not below {ProgressLine.Format(floor)} at the machine's peak");
        if (price is { } hour)
            yield return new("cost", string.Create(CultureInfo.InvariantCulture, $"about {time.TotalHours * hour:0.00} at {hour:0.00} an hour"));
    }

    private static string Bytes(long bytes) => bytes >= 1 << 20
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 20):0.0} MiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KiB");
}
