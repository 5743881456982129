using Attune.Hosting.Processes;
using Attune.Hosting.ResourceService.Wire;

namespace Attune.Hosting.Tests.Support;

/// <summary>Hosts of shell scripts, and waiting with a limit that only a defect reaches.</summary>
internal static class Hosts
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>A builder whose hosts show no dashboard and say nothing.</summary>
    public static AttuneHostBuilder Builder(string? folder = null)
    {
        var builder = AttuneHost.CreateBuilder([], folder);
        (builder.ShowsDashboard, builder.Output) = (false, TextWriter.Null);
        return builder;
    }

    public static HostedResource AddShell(this AttuneHostBuilder builder, string name, string script) => builder.AddExecutable(name, "sh", "-c", script);

    public static async Task<ResourceSnapshot> UntilAsync(this AttuneHost host, string name, Func<ResourceSnapshot, bool> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            return await host.WaitUntilAsync(name, condition, limit.Token);
        }
        catch (OperationCanceledException)
        {
            // Where a row waits for another one, that one's lines say why.
            throw new TimeoutException(string.Join('\n', host.Resources.Select(row => $"{row}\n{host.LogText(row.Name)}")));
        }
    }

    public static Task<ResourceSnapshot> UntilAsync(this AttuneHost host, string name, ResourceState state) =>
        host.UntilAsync(name, snapshot => snapshot.State == state);

    public static string LogText(this AttuneHost host, string name) => string.Join('\n', host.Catalog.Log(name).After(0).Select(line => line.Text));

    /// <summary>What the host asks now.</summary>
    public static IReadOnlyList<OpenDialog> OpenDialogs(this AttuneHost host)
    {
        var revision = 0L;
        return [.. host.Interactions.After(ref revision).Where(update => update.InputsDialog is not null).Select(update => new OpenDialog(update.InteractionId, update.Title))];
    }

    /// <summary>Answers the dialog with a title once it is shown.</summary>
    public static async Task UntilDialogAsync(this AttuneHost host, string title, Action<IList<InteractionInput>> fill)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var version = host.Interactions.Changed.Version;
            var revision = 0L;
            if (host.Interactions.After(ref revision).FirstOrDefault(update => update.Title == title) is { } dialog)
            {
                var answer = dialog.InputsDialog.Clone();
                fill(answer.InputItems);
                host.Interactions.Answer(new WatchInteractionsRequestUpdate { InteractionId = dialog.InteractionId, InputsDialog = answer });
                return;
            }

            await host.Interactions.Changed.WaitAsync(version, limit.Token);
        }
    }

    /// <summary>Waits until a line of the log fulfils a condition, and gives it.</summary>
    public static async Task<LogLine> UntilLineAsync(this AttuneHost host, string name, Func<string, bool> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        var log = host.Catalog.Log(name);
        while (true)
        {
            var version = log.Changed.Version;
            if (log.After(0).FirstOrDefault(line => condition(line.Text)) is { Number: > 0 } found)
                return found;
            await log.Changed.WaitAsync(version, limit.Token);
        }
    }
}

/// <summary>A dialog that nobody has answered yet.</summary>
internal sealed record OpenDialog(int Id, string Title);
