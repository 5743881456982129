using Attune.Hosting.Running;

namespace Attune.Hosting.Commands;

/// <summary>The commands of all rows.</summary>
internal sealed class RowCommands(IReadOnlyList<IRowCommand> commands, IReadOnlyDictionary<string, ResourceInstance> instances)
{
    public IEnumerable<IRowCommand> Of(string resource) =>
        instances.TryGetValue(resource, out var instance) ? commands.Where(command => command.AppliesTo(instance)) : [];

    public async Task<CommandOutcome> ExecuteAsync(string resource, string name, CancellationToken cancellation)
    {
        if (!instances.TryGetValue(resource, out var instance) || Of(resource).FirstOrDefault(command => command.Name == name) is not { } command)
            return CommandOutcome.Failed($"'{resource}' has no command '{name}'.");
        try
        {
            return await command.ExecuteAsync(instance, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return CommandOutcome.Cancelled;
        }
        catch (HostingException e)
        {
            return CommandOutcome.Failed(e.ToString());
        }
    }
}
