using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>The part of config.json that mixtures of experts share.</summary>
internal static class MixtureKeys
{
    /// <param name="json">The configuration.</param>
    /// <param name="experts">The key of their number.</param>
    /// <param name="otherwise">Experts, and experts for each token, where the file says nothing.</param>
    public static MixtureOptions Read(ConfigurationReader json, string experts, (int Experts, int PerToken) otherwise) => new()
    {
        Experts = json.Count(experts, otherwise.Experts),
        ExpertsPerToken = json.Count("num_experts_per_tok", otherwise.PerToken),
        ExpertSize = 1,
        BalanceWeight = json.Number("router_aux_loss_coef", 0.001, positive: false),
        TrainsBalance = json.Flag("output_router_logits", false),
    };

    public static void Write(JsonObject json, MixtureOptions mixture, string experts)
    {
        json[experts] = mixture.Experts;
        json["num_experts_per_tok"] = mixture.ExpertsPerToken;
        json["router_aux_loss_coef"] = mixture.BalanceWeight;
        json["output_router_logits"] = mixture.TrainsBalance;
    }
}
