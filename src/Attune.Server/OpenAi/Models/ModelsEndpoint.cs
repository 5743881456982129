using System.Text.Json;
using Attune.Server.Http;
using Microsoft.AspNetCore.Http;

namespace Attune.Server.OpenAi.Models;

/// <summary>GET /v1/models and /v1/models/{id}.</summary>
internal sealed class ModelsEndpoint(HostedModels models)
{
    public Task ListAsync(HttpContext context) => JsonResponse.WriteAsync(context, StatusCodes.Status200OK, json =>
    {
        json.WriteStartObject();
        json.WriteString("object", "list");
        json.WriteStartArray("data");
        foreach (var model in models.All)
            WriteModel(json, model);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>A name may hold a slash; clients send it as <c>%2F</c>, which routing leaves as it is.</summary>
    public Task GetAsync(HttpContext context)
    {
        var model = models.Get(Uri.UnescapeDataString((string)context.Request.RouteValues["id"]!));
        return JsonResponse.WriteAsync(context, StatusCodes.Status200OK, json => WriteModel(json, model));
    }

    private static void WriteModel(Utf8JsonWriter json, HostedModel model)
    {
        json.WriteStartObject();
        json.WriteString("id", model.Served.Id);
        json.WriteString("object", "model");
        json.WriteNumber("created", model.Served.Created.ToUnixTimeSeconds());
        json.WriteString("owned_by", "attune");
        json.WriteString("root", model.Served.Base ?? model.Served.Id);
        json.WriteString("parent", model.Served.Base);
        json.WriteNumber("max_model_len", model.Engine.ContextLength);
        json.WriteEndObject();
    }
}
