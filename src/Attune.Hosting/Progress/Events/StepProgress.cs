using System.Globalization;
using System.Text.Json;

namespace Attune.Hosting.Progress.Events;

/// <summary>A step of training.</summary>
internal sealed class StepProgress : IProgressEvent
{
    public string Name => "step";

    public ResourceSnapshot Apply(JsonElement line, ResourceSnapshot row, ProgressContext context)
    {
        if (line.Number("step") is { } step && line.Number("steps") is { } steps)
            row = row.With(new ReportedProperty("attune.step", "Step", $"{EventFields.Count(step)} of {EventFields.Count(steps)}", IsHighlighted: true));
        row = Add(row, line, "epoch", "Epoch", "0.0");
        row = Add(row, line, "loss", "Loss", "0.0000", isHighlighted: true);
        row = Add(row, line, "heldOutLoss", "Held-out loss", "0.0000");
        row = Add(row, line, "learningRate", "Learning rate", "0.00e+0");
        row = Add(row, line, "gradientNorm", "Gradient norm", "0.000");
        row = Add(row, line, "tokensPerSecond", "Tokens per second", "N0", isHighlighted: true);
        return line.Number("secondsLeft") is { } left
            ? row.With(new ReportedProperty("attune.secondsLeft", "Time left", EventFields.Duration(left), IsHighlighted: true))
            : row;
    }

    private static ResourceSnapshot Add(ResourceSnapshot row, JsonElement line, string field, string name, string format, bool isHighlighted = false) =>
        line.Number(field) is { } value
            ? row.With(new ReportedProperty("attune." + field, name, value.ToString(format, CultureInfo.InvariantCulture), isHighlighted))
            : row;
}
