using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Attune.Hosting.Declarations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Attune.Aspire.Hosting.Rows;

/// <summary>What a server has beyond other rows: its endpoint, its key, its health.</summary>
internal static class ModelServerRow
{
    public static IResourceBuilder<ModelServerResource> Add(
        TuningRows rows, IResourceBuilder<TuningProjectResource> project, ResourceDefinition definition, ModelServerResource server)
    {
        var healthKey = definition.Name + "_check";
        project.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            healthKey, _ => new ModelServerHealthCheck(server.Endpoint, definition.HealthPath!, rows.Services.Probe), HealthStatus.Unhealthy, tags: null));
        var row = rows.Add(project, definition, server);
        foreach (var endpoint in definition.Endpoints)
            row.WithHttpEndpoint(port: endpoint.Port == 0 ? null : endpoint.Port, name: endpoint.Name, env: endpoint.Variable);
        return row
            .WithEnvironment(context => context.EnvironmentVariables[TuningVariables.ApiKey] = server.ApiKey)
            .WithUrlForEndpoint(ModelServerResource.EndpointName, url => url.DisplayText = "OpenAI API")
            .WithHealthCheck(healthKey);
    }
}
