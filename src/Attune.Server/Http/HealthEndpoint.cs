using Attune.Server.OpenAi;
using Microsoft.AspNetCore.Http;

namespace Attune.Server.Http;

/// <summary>GET /health: that the server runs, and how busy each model is. Needs no key.</summary>
internal sealed class HealthEndpoint(HostedModels models)
{
    public Task GetAsync(HttpContext context) => JsonResponse.WriteAsync(context, StatusCodes.Status200OK, json =>
    {
        json.WriteStartObject();
        json.WriteString("status", "ok");
        json.WriteStartArray("models");
        foreach (var model in models.All)
        {
            json.WriteStartObject();
            json.WriteString("id", model.Served.Id);
            json.WriteNumber("running_sequences", model.Engine.Running);
            json.WriteNumber("queued_requests", model.Engine.Queued);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
