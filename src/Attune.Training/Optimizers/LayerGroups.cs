using System.Globalization;

namespace Attune.Training;

/// <summary>
/// Groups by the depth of layers, as ULMFiT has them (Howard and Ruder, 2018, "Universal language model fine-tuning for text
/// classification"): what is nearer to the input learns more slowly, and is unfrozen later.
/// </summary>
public static class LayerGroups
{
    /// <summary>The paper's ratio of the learning rates of neighbouring layers.</summary>
    public const double UlmfitRatio = 2.6;

    private const string Norms = @"(bias|layernorm|rmsnorm|(^|\.)norm($|\.)|_norm($|\.))";

    /// <summary>
    /// Groups for a model whose parameters are named by layer (<c>layers.3.</c>, <c>h.3.</c>, <c>layer.3.</c>), from the last
    /// layer, with the full rate, down to the embedding. Norms and biases have no weight decay in any of them.
    /// </summary>
    /// <param name="layerCount">The layers of the model.</param>
    /// <param name="ratio">How much lower the rate of the layer before is; 1 for the same rate.</param>
    /// <param name="unfreezing">Whether each epoch unfreezes one more layer, from the last on; otherwise all are trained at once.</param>
    /// <exception cref="AttuneException">ATT4200: a value is out of range.</exception>
    public static IReadOnlyList<ParameterGroup> For(int layerCount, double ratio = UlmfitRatio, bool unfreezing = false)
    {
        OptionCheck.Require(layerCount > 0, "number of layers", layerCount, "above 0");
        OptionCheck.Require(double.IsFinite(ratio) && ratio >= 1, "ratio of learning rates", ratio, "1 or above");
        List<ParameterGroup> groups = [];
        double factor = 1;
        for (int depth = 0; depth < layerCount; depth++, factor /= ratio)
        {
            string layer = (layerCount - 1 - depth).ToString(CultureInfo.InvariantCulture);
            AddPair(groups, $@"(^|\.)(layers?|h|blocks?)\.{layer}\.", factor, unfreezing ? depth : 0);
        }

        AddPair(groups, @"(^|\.)(embed|wte|wpe|word_embeddings|embeddings)", factor, unfreezing ? layerCount : 0);
        groups.Add(ParameterGroup.NormsAndBiases); // the last norm and the head go with the last layer
        return groups;
    }

    private static void AddPair(List<ParameterGroup> groups, string pattern, double factor, int firstEpoch)
    {
        groups.Add(new ParameterGroup($"{pattern}.*{Norms}") { WeightDecay = 0, LearningRateFactor = factor, FirstEpoch = firstEpoch });
        groups.Add(new ParameterGroup(pattern) { LearningRateFactor = factor, FirstEpoch = firstEpoch });
    }
}
