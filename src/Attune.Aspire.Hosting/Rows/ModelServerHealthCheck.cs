using Aspire.Hosting.ApplicationModel;
using Attune.Hosting;
using Attune.Hosting.Running;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Attune.Aspire.Hosting.Rows;

/// <summary>Asks a server's health address, as the local host does.</summary>
internal sealed class ModelServerHealthCheck(EndpointReference endpoint, string path, HealthProbe probe) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!endpoint.IsAllocated)
            return HealthCheckResult.Unhealthy("has no port yet");
        var (health, description) = await probe.AskAsync(endpoint.Url + path, cancellationToken).ConfigureAwait(false);
        return health == ResourceHealth.Healthy ? HealthCheckResult.Healthy(description) : HealthCheckResult.Unhealthy(description);
    }
}
