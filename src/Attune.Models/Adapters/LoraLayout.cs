using Attune.Tensors;

namespace Attune.Models;

/// <summary>The shapes of an adapter, without its numbers.</summary>
internal static class LoraLayout
{
    /// <summary>The layers the options choose.</summary>
    public static List<LinearLayer> Layers(ICausalLanguageModel model, LoraOptions options)
    {
        var linear = model.LinearLayers.ToList();
        var chosen = new LoraTargets(options).Select(linear.ConvertAll(layer => layer.Name), []);
        return linear.FindAll(layer => chosen.Contains(layer.Name));
    }

    /// <summary>The parameters of the modules that are trained whole.</summary>
    public static List<Parameter> ModulesToSave(ICausalLanguageModel model, LoraOptions options)
    {
        var chosen = new List<Parameter>();
        foreach (var module in options.ModulesToSave)
        {
            var found = model.Parameters
                .Where(parameter => LoraTargets.EndsIn(parameter.Name[..parameter.Name.LastIndexOf('.')], module))
                .ToList();
            if (found.Count == 0)
            {
                throw new AttuneException(
                    "ATT4152", $"The module to save '{module}' is not in the model.", "Name a module such as lm_head or embed_tokens.");
            }

            chosen.AddRange(found.Where(parameter => !chosen.Contains(parameter)));
        }

        return chosen;
    }

    /// <summary>Gives each layer its two matrices, still without numbers.</summary>
    public static void Attach(ICausalLanguageModel model, LoraOptions options, List<LinearLayer> layers)
    {
        var targets = new LoraTargets(options);
        foreach (var layer in layers)
        {
            var rank = targets.RankOf(layer.Name);
            var a = new Parameter(layer.Name + ".lora_A.weight", new Shape(rank, layer.Inputs));
            var b = new Parameter(layer.Name + ".lora_B.weight", new Shape(layer.Outputs, rank));
            layer.Lora = new LoraUpdate(model, layer, a, b, targets.ScaleOf(layer.Name), options.Dropout);
        }
    }
}
