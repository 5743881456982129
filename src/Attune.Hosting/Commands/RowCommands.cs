using Attune.Hosting.Running;

namespace Attune.Hosting.Commands;

/// <summary>The commands of all rows.</summary>
/// <param name="commands">What can be asked.</param>
/// <param name="instances">The rows.</param>
/// <param name="catalog">What is known of them, to refuse what is disabled by now; null where that is looked at elsewhere.</param>
internal sealed class RowCommands(
    IReadOnlyList<IRowCommand> commands, IReadOnlyDictionary<string, ResourceInstance> instances, ResourceCatalog? catalog = null)
{
    public IEnumerable<IRowCommand> Of(string resource) =>
        instances.TryGetValue(resource, out var instance) ? commands.Where(command => command.AppliesTo(instance)) : [];

    public async Task<CommandOutcome> ExecuteAsync(string resource, string name, CancellationToken cancellation)
    {
        if (!instances.TryGetValue(resource, out var instance) || Of(resource).FirstOrDefault(command => command.Name == name) is not { } command)
            return CommandOutcome.Failed($"'{resource}' has no command '{name}'.");

        // Of two quick clicks on Resume or Evaluate, the second one must not ask for another run after the first.
        if (catalog?.Get(resource) is { } row && !command.IsEnabled(row))
            return CommandOutcome.Failed($"{command.DisplayName} is not possible while {resource} is {row.State}.");
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
