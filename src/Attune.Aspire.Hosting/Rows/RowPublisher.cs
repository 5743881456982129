using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Attune.Hosting;
using Attune.Hosting.Reports;
using Attune.Hosting.Running;

namespace Attune.Aspire.Hosting.Rows;

/// <summary>Shows what programs report in Aspire's rows, and hears what Aspire says of them.</summary>
internal sealed class RowPublisher(TuningRows rows, ResourceNotificationService notifications, RowRestarts restarts)
{
    private const string Prefix = "attune.";

    /// <summary>After what Aspire shows of any process.</summary>
    private const int FirstOrder = 1000;

    private ResourceCatalog Catalog => rows.Services.Catalog;

    /// <summary>Takes Aspire's news into the rows. Aspire writes the addresses of a row anew with each of them, so reports are added again.</summary>
    public async Task HearAsync(CancellationToken cancellation)
    {
        await foreach (var news in notifications.WatchAsync(cancellation).ConfigureAwait(false))
        {
            var name = news.Resource.Name;
            if (!rows.Resources.ContainsKey(name))
                continue;
            var before = Catalog.Get(name);
            Catalog.Update(name, row => RowStates.Apply(before = row, news.Snapshot));
            rows.Runners.Heard(Catalog.Get(name));
            _ = restarts.HeardAsync(before, Catalog.Get(name), cancellation);
            if (!ReferenceEquals(With(news.Snapshot, Catalog.Get(name)), news.Snapshot))
                await PublishAsync(name).ConfigureAwait(false);
        }
    }

    /// <summary>Shows each change of a row.</summary>
    public async Task ShowAsync(CancellationToken cancellation)
    {
        var seen = 0L;
        while (!cancellation.IsCancellationRequested)
        {
            var version = Catalog.Changed.Version;
            foreach (var row in Catalog.After(seen))
            {
                seen = Math.Max(seen, row.Revision);
                await PublishAsync(row.Name).ConfigureAwait(false);
            }

            await Catalog.Changed.WaitAsync(version, cancellation).ConfigureAwait(false);
        }
    }

    private Task PublishAsync(string name) => notifications.PublishUpdateAsync(rows.Resources[name], snapshot => With(snapshot, Catalog.Get(name)));

    /// <summary>Aspire's snapshot with what the program reported; the same one where it has all that.</summary>
    internal static CustomResourceSnapshot With(CustomResourceSnapshot snapshot, ResourceSnapshot row)
    {
        var properties = RowWords.PropertiesOf(row).Select((property, order) => new ResourcePropertySnapshot(property.Name, property.Value)
        {
            DisplayName = property.DisplayName,
            IsHighlighted = property.IsHighlighted,
            SortOrder = FirstOrder + order,
        }).ToImmutableArray();
        var shown = snapshot.Properties.Where(property => property.Name.StartsWith(Prefix, StringComparison.Ordinal));
        if (!shown.SequenceEqual(properties))
            snapshot = snapshot with { Properties = [.. snapshot.Properties.Where(property => !property.Name.StartsWith(Prefix, StringComparison.Ordinal)), .. properties] };
        if (StateOf(snapshot.State?.Text, row) is { } state)
            snapshot = snapshot with { State = new ResourceStateSnapshot(state, KnownResourceStateStyles.Info) };
        var missing = row.Urls.Where(url => ReportUrls.IsReport(url.Key) && !snapshot.Urls.Any(known => known.Name == url.Key && known.Url == url.Value))
            .Select(url => new UrlSnapshot(url.Key, url.Value, IsInternal: false) { DisplayProperties = new UrlDisplayPropertiesSnapshot(url.Key) })
            .ToList();
        return missing.Count == 0 ? snapshot : snapshot with { Urls = [.. snapshot.Urls, .. missing] };
    }

    /// <summary>Another state than the one that Aspire shows, or null. A start that was given up has not failed.</summary>
    private static string? StateOf(string? shown, ResourceSnapshot row)
    {
        if (RowStates.IsPaused(row))
            return shown == RowWords.StateOf(row) ? null : RowWords.StateOf(row);
        return row.State == ResourceState.Stopped && (shown is RowWords.Queued or RowWords.Restarting || shown == KnownResourceStates.FailedToStart)
            ? KnownResourceStates.Exited
            : null;
    }
}
