using Attune.Hosting.Commands;
using Attune.Hosting.ResourceService.Wire;

namespace Attune.Hosting.ResourceService.Methods;

/// <summary>Runs a command of a row.</summary>
internal sealed class ExecuteResourceCommand(RowCommands commands) : IGrpcMethod
{
    public string Name => "ExecuteResourceCommand";

    public async Task HandleAsync(GrpcCall call)
    {
        var request = await call.ReadOneAsync(ResourceCommandRequest.Parser).ConfigureAwait(false);
        var outcome = await commands.ExecuteAsync(request.ResourceName, request.CommandName, call.Cancellation).ConfigureAwait(false);
        await call.WriteAsync(Response(outcome)).ConfigureAwait(false);
    }

    private static ResourceCommandResponse Response(CommandOutcome outcome)
    {
        var response = new ResourceCommandResponse
        {
            Kind = outcome.Kind switch
            {
                CommandOutcomeKind.Done => ResourceCommandResponseKind.Succeeded,
                CommandOutcomeKind.Cancelled => ResourceCommandResponseKind.Cancelled,
                _ => ResourceCommandResponseKind.Failed,
            },
        };
        if (outcome.Kind == CommandOutcomeKind.Failed)
            response.ErrorMessage = outcome.Message;
        if (outcome.Message.Length > 0)
            response.Message = outcome.Message;
        if (outcome.Markdown is { } markdown)
            response.Result = new ResourceCommandResult { Value = markdown, Format = CommandResultFormat.Markdown, DisplayImmediately = true };
        return response;
    }
}
