using System.Text.Json;

namespace Attune.Hosting.Progress.Events;

/// <summary>A part of the work begins.</summary>
internal sealed class PhaseProgress : IProgressEvent
{
    private static readonly Dictionary<string, string> Words = new()
    {
        ["load"] = "reading rows and base model",
        ["check"] = "checking rows",
        ["tune"] = "tuning",
        ["base"] = "asking the base model",
        ["tuned"] = "asking the tuned model",
        ["evaluate"] = "running assertions",
    };

    public string Name => "phase";

    public ResourceSnapshot Apply(JsonElement line, ResourceSnapshot row, ProgressContext context)
    {
        var phase = line.Text("phase");
        return row
            .With(new ReportedProperty("attune.recipe", "Recipe", line.Text("recipe")))
            .With(new ReportedProperty("attune.phase", "Phase", Words.GetValueOrDefault(phase, phase), IsHighlighted: true));
    }
}
