using Attune.Hosting.ResourceService.Wire;

namespace Attune.Hosting.ResourceService.Methods;

/// <summary>The name above the rows.</summary>
internal sealed class GetApplicationInformation(string applicationName) : IGrpcMethod
{
    public string Name => "GetApplicationInformation";

    public async Task HandleAsync(GrpcCall call)
    {
        await call.ReadOneAsync(ApplicationInformationRequest.Parser).ConfigureAwait(false);
        await call.WriteAsync(new ApplicationInformationResponse { ApplicationName = applicationName }).ConfigureAwait(false);
    }
}
