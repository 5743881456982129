using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Aspire.Hosting.Tests;

/// <summary>Waiting for what an AppHost says of a resource, with a limit that only a defect reaches and a message that says what there was.</summary>
internal static class AppWaits
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<ResourceEvent> UntilAsync(this DistributedApplication app, IResource resource, Func<ResourceEvent, bool> condition, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            return await app.ResourceNotifications.WaitForResourceAsync(resource.Name, condition, limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{resource.Name} never was as expected.\n{await DescribeAsync(app)}");
        }
    }

    private static async Task<string> DescribeAsync(DistributedApplication app)
    {
        var rows = new List<string>();
        var logs = app.Services.GetRequiredService<ResourceLoggerService>();
        foreach (var resource in app.Services.GetRequiredService<DistributedApplicationModel>().Resources)
        {
            var news = await app.ResourceNotifications.WaitForResourceAsync(resource.Name, _ => true, CancellationToken.None);
            rows.Add($"{resource.Name}: {news.Snapshot.State?.Text}, exit code {news.Snapshot.ExitCode}, {string.Join("; ", news.Snapshot.Properties.Select(property => $"{property.Name} = {property.Value}"))}");
            await foreach (var batch in logs.GetAllAsync(resource))
                rows.AddRange(batch.TakeLast(20).Select(line => $"  | {line.Content}"));
        }

        return string.Join('\n', rows);
    }
}
