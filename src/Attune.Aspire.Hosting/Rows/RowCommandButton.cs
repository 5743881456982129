using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Attune.Hosting.Commands;

namespace Attune.Aspire.Hosting.Rows;

/// <summary>Makes one of Attune's commands a command of the resource.</summary>
internal static class RowCommandButton
{
    public static void Add<T>(IResourceBuilder<T> row, IRowCommand command, TuningRows rows)
        where T : IResource
    {
        var name = row.Resource.Name;
        row.WithCommand(
            command.Name,
            command.DisplayName,
            async context => ResultOf(await rows.Commands.ExecuteAsync(name, command.Name, context.CancellationToken).ConfigureAwait(false)),
            new CommandOptions
            {
                Description = command.Description,
                IconName = command.Icon,
                IsHighlighted = command.IsHighlighted,
                UpdateState = context => command.IsEnabled(RowStates.Apply(rows.Services.Catalog.Get(name), context.ResourceSnapshot))
                    ? ResourceCommandState.Enabled
                    : ResourceCommandState.Disabled,
            });
    }

    private static ExecuteCommandResult ResultOf(CommandOutcome outcome) => outcome.Kind switch
    {
        CommandOutcomeKind.Failed => CommandResults.Failure(outcome.Message),
        CommandOutcomeKind.Cancelled => CommandResults.Canceled(),
        _ when outcome.Markdown is { } markdown => CommandResults.Success(outcome.Message, markdown, CommandResultFormat.Markdown, displayImmediately: true),
        _ => CommandResults.Success(outcome.Message),
    };
}
