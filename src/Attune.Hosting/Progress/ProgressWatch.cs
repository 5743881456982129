using System.Text.Json;
using Attune.Hosting.Progress.Events;
using Attune.Hosting.Running;

namespace Attune.Hosting.Progress;

/// <summary>Follows the events file of one run and keeps its row up to date.</summary>
internal sealed class ProgressWatch(ResourceCatalog catalog, ProgressContext context, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.25);

    private static readonly Dictionary<string, IProgressEvent> Events = new IProgressEvent[]
    {
        new PhaseProgress(), new StepProgress(), new AssertionProgress(), new ArtifactProgress(), new EndedProgress(),
    }.ToDictionary(known => known.Name, StringComparer.Ordinal);

    /// <summary>Reads until <paramref name="ended"/>, and then what is left.</summary>
    public async Task FollowAsync(string row, string file, CancellationToken ended)
    {
        var tail = new JsonLinesTail(file);
        while (true)
        {
            var isLast = ended.IsCancellationRequested;
            foreach (var line in tail.ReadNew())
                Apply(row, line);
            if (isLast)
                return;
            await Task.Delay(Interval, time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Events and fields that are not known are those of a newer program; lines that are no JSON are passed over too.</summary>
    private void Apply(string row, string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind == JsonValueKind.Object && Events.TryGetValue(document.RootElement.Text("event"), out var known))
                catalog.Update(row, snapshot => known.Apply(document.RootElement, snapshot, context));
        }
        catch (JsonException)
        {
            catalog.Log(row).Add("Attune: a line of the events file is no JSON.", isError: true);
        }
    }
}
