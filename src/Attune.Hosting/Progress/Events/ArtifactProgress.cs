using System.Text.Json;
using Attune.Hosting.Reports;

namespace Attune.Hosting.Progress.Events;

/// <summary>Where the tuned model and its report are.</summary>
internal sealed class ArtifactProgress : IProgressEvent
{
    public string Name => "artifact";

    public ResourceSnapshot Apply(JsonElement line, ResourceSnapshot row, ProgressContext context)
    {
        var recipe = line.Text("recipe");
        if (line.Text("report") is { Length: > 0 } report)
            row = row with { Urls = row.Urls.SetItem(ReportUrls.Name(recipe), context.Reports.Publish(report)) };
        return line.Text("folder") is { Length: > 0 } folder
            ? row.With(new ReportedProperty("attune.artifact." + recipe, "Artifact of " + recipe, folder))
            : row;
    }
}
