using System.Text.Json;
using Attune.Hosting.Dialogs;
using Attune.Hosting.Reports;

namespace Attune.Hosting.Progress.Events;

/// <summary>The work on a recipe is over; what somebody may have waited for is told.</summary>
internal sealed class EndedProgress : IProgressEvent
{
    public string Name => "ended";

    public ResourceSnapshot Apply(JsonElement line, ResourceSnapshot row, ProgressContext context)
    {
        var (recipe, outcome, message) = (line.Text("recipe"), line.Text("outcome"), line.Text("message"));
        (string, string)? link = row.Urls.TryGetValue(ReportUrls.Name(recipe), out var report) ? ("Report", report) : null;
        switch (outcome)
        {
            case "tuned":
                context.Dialogs.Notify(NoticeKind.Success, $"{recipe} is tuned", message, link);
                break;
            case "failed":
                context.Dialogs.Notify(NoticeKind.Error, $"{recipe} failed", message, link);
                row = row.With(new ReportedProperty("attune.failure." + recipe, "Why " + recipe + " failed", message, IsHighlighted: true));
                break;
        }

        return row
            .With(new ReportedProperty("attune.outcome." + recipe, "Outcome of " + recipe, outcome, IsHighlighted: true))
            .With(new ReportedProperty("attune.phase", "Phase", "ended"));
    }
}
