using Attune.Server.Engine;
using Microsoft.AspNetCore.Http;

namespace Attune.Server.OpenAi;

/// <summary>A model with the engine that owns it.</summary>
internal sealed record HostedModel(ServedModel Served, EngineLoop Engine);

/// <summary>The models of a server, by the names that requests use.</summary>
internal sealed class HostedModels(IReadOnlyList<HostedModel> all)
{
    public IReadOnlyList<HostedModel> All { get; } = all;

    /// <exception cref="ApiException">404: there is none of that name.</exception>
    public HostedModel Get(string id) => All.FirstOrDefault(model => model.Served.Id == id) ?? throw new ApiException(
        StatusCodes.Status404NotFound, $"The model '{id}' does not exist. This server has: {string.Join(", ", All.Select(model => model.Served.Id))}.",
        ApiException.InvalidRequest, "model", "model_not_found");
}
