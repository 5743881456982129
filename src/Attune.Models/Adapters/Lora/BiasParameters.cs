namespace Attune.Models;

/// <summary>The biases of the base that a LoRA adapter trains, named as PEFT names them.</summary>
internal static class BiasParameters
{
    /// <param name="model">The model.</param>
    /// <param name="biases">Which.</param>
    /// <param name="adapted">The layers that have an update; the bias of one is saved as that of the layer below.</param>
    public static IEnumerable<WholeParameter> Choose(IAdaptableModel model, TrainedBiases biases, IReadOnlyList<IAdapterHost> adapted)
    {
        if (biases == TrainedBiases.None)
            return [];
        var below = adapted.ToDictionary(layer => layer.Name + ".bias", layer => layer.Name + ".base_layer.bias", StringComparer.Ordinal);
        return model.Parameters
            .Where(parameter => biases == TrainedBiases.All ? parameter.Name.EndsWith(".bias", StringComparison.Ordinal) : below.ContainsKey(parameter.Name))
            .Select(parameter => new WholeParameter(parameter, below.GetValueOrDefault(parameter.Name)));
    }
}
