using System.Globalization;
using System.Text.Json;
using Attune.Cli.CommandLine;
using Attune.Models;
using Attune.Training;

namespace Attune.Cli.Planning;

/// <summary>What was counted, as text for people and as JSON for programs.</summary>
internal sealed record PlanFacts
{
    public required ModelPlan Model { get; init; }

    public required StepCost Step { get; init; }

    public required int BatchTokens { get; init; }

    /// <summary>The tokens of the run, or null.</summary>
    public double? Tokens { get; init; }

    /// <summary>The machine's peak in operations a second, where there is a run to time.</summary>
    public double? Peak { get; init; }

    /// <summary>The price of an hour, or null.</summary>
    public double? Price { get; init; }

    private TimeSpan? Floor => Tokens is { } tokens && Peak is { } peak
        ? TimeSpan.FromSeconds(Math.Min(tokens * Step.FlopsPerToken / peak, TimeSpan.MaxValue.TotalSeconds / 2))
        : null;

    private double? Cost => Floor?.TotalHours * Price;

    public void WriteText(OutputStream output)
    {
        foreach (var (name, value) in Lines())
            output.Write($"{name,-12} {FormattableString.Invariant(value)}\n");
    }

    public void WriteJson(OutputStream output)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in Numbers())
                writer.WriteNumber(name, value);
            foreach (var (name, value) in new (string, double?)[] { ("peakFlops", Peak), ("leastSeconds", Floor?.TotalSeconds), ("leastCost", Cost) })
            {
                if (value is { } number)
                    writer.WriteNumber(name, number);
            }

            writer.WriteEndObject();
        }

        output.Write(System.Text.Encoding.UTF8.GetString(stream.ToArray()) + "\n");
    }

    private IEnumerable<(string Name, double Value)> Numbers()
    {
        yield return ("parameters", Model.TotalParameters);
        yield return ("trainableParameters", Model.TrainableParameters);
        yield return ("checkpointBytes", Step.CheckpointBytes);
        yield return ("artifactBytes", Model.ArtifactBytes);
        yield return ("weightBytes", Step.WeightBytes);
        yield return ("gradientBytes", Step.GradientBytes);
        yield return ("optimizerBytes", Step.OptimizerBytes);
        yield return ("pagedBytes", Step.PagedBytes);
        yield return ("activationBytes", Step.ActivationBytes);
        yield return ("peakBytes", Step.PeakBytes);
        yield return ("processBytes", Step.ProcessBytes);
        yield return ("residentBytes", Step.ResidentBytes);
        yield return ("forwardFlopsPerToken", Step.ForwardFlopsPerToken);
        yield return ("flopsPerToken", Step.FlopsPerToken);
    }

    private IEnumerable<(string Name, FormattableString Value)> Lines()
    {
        yield return ("parameters", $"{Model.TrainableParameters:N0} trainable of {Model.TotalParameters:N0} ({Model.TrainableShare:P2})");
        yield return ("checkpoint", $"{Bytes(Step.CheckpointBytes)}; tuned weights {Bytes(Model.ArtifactBytes)}");
        yield return ("memory", $"{Bytes(Step.ResidentBytes)} at peak with {BatchTokens:N0} tokens at once: {Bytes(Step.WeightBytes)} weights, {Bytes(Step.GradientBytes)} gradients, {Bytes(Step.OptimizerBytes)} optimizer, {Bytes(Step.ActivationBytes)} activations, {Bytes(Step.ProcessBytes)} process");
        if (Step.PagedBytes > 0)
            yield return ("disk", $"{Bytes(Step.PagedBytes)} for the optimizer's state while it trains");
        yield return ("compute", $"{Step.FlopsPerToken / 1e6:0.0} MFLOP a token, {Step.ForwardFlopsPerToken / 1e6:0.0} of them forward");
        if (Floor is { } floor)
            yield return ("time", $"not below {floor.TotalHours:0.000} hours for {Tokens:N0} tokens at {Peak / 1e9:N0} GFLOP/s");
        if (Cost is { } cost)
            yield return ("cost", $"not below {cost:0.00} at {Price:0.00} an hour");
    }

    private static string Bytes(long bytes) => bytes >= 1L << 30
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.00} GiB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 20):0.00} MiB");
}
