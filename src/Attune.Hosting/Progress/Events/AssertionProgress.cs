using System.Text.Json;
using Attune.Hosting.Dialogs;

namespace Attune.Hosting.Progress.Events;

/// <summary>How often an assertion holds; one below its threshold is told at once.</summary>
internal sealed class AssertionProgress : IProgressEvent
{
    public string Name => "assertion";

    public ResourceSnapshot Apply(JsonElement line, ResourceSnapshot row, ProgressContext context)
    {
        var (recipe, name) = (line.Text("recipe"), line.Text("name"));
        if (line.Number("base") is not { } before || line.Number("tuned") is not { } tuned || line.Number("atLeast") is not { } atLeast)
            return row;
        var passed = line.Flag("passed");
        if (!passed)
        {
            context.Dialogs.Notify(
                NoticeKind.Error, $"{recipe}: {name} fails",
                $"It holds for {EventFields.Percent(tuned)} of the held-out rows, and {EventFields.Percent(atLeast)} are asked for.");
        }

        var interval = line.Number("low") is { } low && line.Number("high") is { } high ? $" ({EventFields.Percent(low)} to {EventFields.Percent(high)})" : "";
        var verdict = passed ? "passed" : $"below {EventFields.Percent(atLeast)}";
        return row.With(new ReportedProperty(
            $"attune.assertion.{recipe}.{name}", name, $"{EventFields.Percent(before)} → {EventFields.Percent(tuned)}{interval}, {verdict}", IsHighlighted: true));
    }
}
