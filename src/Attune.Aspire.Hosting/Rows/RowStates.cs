using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Attune.Hosting;
using Attune.Hosting.Reports;
using Attune.Hosting.Running;

namespace Attune.Aspire.Hosting.Rows;

/// <summary>What Aspire says of a resource, in the words of Attune's rows.</summary>
internal static class RowStates
{
    private static readonly Dictionary<string, ResourceState> Alive = new(StringComparer.Ordinal)
    {
        [KnownResourceStates.NotStarted] = ResourceState.NotStarted,
        [KnownResourceStates.Waiting] = ResourceState.Waiting,
        [KnownResourceStates.Starting] = ResourceState.Starting,
        [KnownResourceStates.Running] = ResourceState.Running,
        [KnownResourceStates.Stopping] = ResourceState.Stopping,
        [KnownResourceStates.FailedToStart] = ResourceState.Failed,
        [KnownResourceStates.RuntimeUnhealthy] = ResourceState.Failed,
    };

    /// <summary>What Aspire's orchestrator says of a process that it ended because it was asked to; one that ends by itself has finished.</summary>
    private const string Terminated = "Terminated";

    /// <summary>Whether nothing of the resource runs any more.</summary>
    public static bool HasEnded(CustomResourceSnapshot news) =>
        news.State?.Text is { } text && (KnownResourceStates.TerminalStates.Contains(text) || text is Terminated);

    /// <summary>The row after Aspire's news. What the program reported of an earlier run is gone once another one begins.</summary>
    public static ResourceSnapshot Apply(ResourceSnapshot row, CustomResourceSnapshot news)
    {
        var state = StateOf(row, news);
        var begins = row.IsAtRest && state is ResourceState.Waiting or ResourceState.Starting or ResourceState.Running;
        return row with
        {
            State = state,
            ExitCode = news.ExitCode,
            Properties = begins ? [] : row.Properties,
            Urls = UrlsOf(row, news),
            Environment = EnvironmentOf(row, news),
        };
    }

    /// <summary>Attune keeps the row from starting, which Aspire knows nothing of.</summary>
    public static bool IsPaused(ResourceSnapshot row) => row.State == ResourceState.Waiting && row.WaitKind is WaitKind.Turn or WaitKind.Restart;

    private static ResourceState StateOf(ResourceSnapshot row, CustomResourceSnapshot news)
    {
        if (news.State?.Text is not { Length: > 0 } text || IsPaused(row))
            return row.State;
        if (Alive.TryGetValue(text, out var state))
            return state == ResourceState.Failed && row.State == ResourceState.Stopped ? row.State : state;
        if (!HasEnded(news))
            return row.State;

        // A process that was asked to end may end with any code; it did not fail.
        return text == Terminated || row.State is ResourceState.Stopping or ResourceState.Stopped ? ResourceState.Stopped
            : news.ExitCode is 0 ? ResourceState.Finished
            : ResourceState.Failed;
    }

    /// <remarks>The same dictionary where nothing changed, so that the row is equal and nobody is told.</remarks>
    private static ImmutableSortedDictionary<string, string> UrlsOf(ResourceSnapshot row, CustomResourceSnapshot news)
    {
        var urls = news.Urls.Where(url => url.Name is not null && !ReportUrls.IsReport(url.Name))
            .Select(url => KeyValuePair.Create(url.Name!, url.Url))
            .Concat(row.Urls.Where(url => ReportUrls.IsReport(url.Key)))
            .DistinctBy(url => url.Key)
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
        return urls.SequenceEqual(row.Urls) ? row.Urls : urls;
    }

    private static ImmutableSortedDictionary<string, string?> EnvironmentOf(ResourceSnapshot row, CustomResourceSnapshot news)
    {
        var variables = news.EnvironmentVariables.Where(variable => variable.IsFromSpec)
            .DistinctBy(variable => variable.Name)
            .ToImmutableSortedDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal);
        return variables.SequenceEqual(row.Environment) ? row.Environment : variables;
    }
}
