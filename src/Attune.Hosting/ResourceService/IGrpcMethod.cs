namespace Attune.Hosting.ResourceService;

/// <summary>One method of the resource service.</summary>
internal interface IGrpcMethod
{
    /// <summary>Its name in dashboard.proto.</summary>
    string Name { get; }

    Task HandleAsync(GrpcCall call);
}
