using Attune.Hosting.Declarations;
using Attune.Hosting.Reports;
using Attune.Hosting.Running;

namespace Attune.Hosting.Commands;

/// <summary>Shows links to the reports of the last run. A command cannot open a page of the browser by itself.</summary>
internal sealed class OpenReportCommand(ResourceCatalog catalog) : IRowCommand
{
    public string Name => "open-report";

    public string DisplayName => "Open report";

    public string Description => "Shows links to the reports of the last run; the row's addresses have them too.";

    public string Icon => "DocumentData";

    public bool IsHighlighted => false;

    public bool AppliesTo(ResourceInstance instance) => instance.Definition.Verb is TuningVerbs.Tune or TuningVerbs.Evaluate;

    public bool IsEnabled(ResourceSnapshot snapshot) => snapshot.Urls.Keys.Any(ReportUrls.IsReport);

    public Task<CommandOutcome> ExecuteAsync(ResourceInstance instance, CancellationToken cancellation)
    {
        var links = catalog.Get(instance.Name).Urls.Where(url => ReportUrls.IsReport(url.Key)).Select(url => $"- [{url.Key}]({url.Value})").ToList();
        return Task.FromResult(links.Count == 0
            ? CommandOutcome.Failed("There is no report yet.")
            : CommandOutcome.Done() with { Markdown = string.Join('\n', links) });
    }
}
