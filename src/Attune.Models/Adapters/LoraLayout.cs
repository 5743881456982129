using Attune.Tensors;

namespace Attune.Models;

/// <summary>The shapes of an adapter, without its numbers.</summary>
internal static class LoraLayout
{
    /// <summary>Every layer an update can be attached to, in the model's order.</summary>
    public static IEnumerable<ILoraHost> Hosts(ICausalLanguageModel model)
    {
        yield return model.Embedding;
        foreach (var layer in model.LinearLayers)
            yield return layer;
        if (model.HeadLayer is { } head)
            yield return head;
    }

    /// <summary>What adapters have added to the model.</summary>
    public static IEnumerable<Parameter> AttachedParameters(ICausalLanguageModel model) =>
        Hosts(model).SelectMany(host => host.Lora?.Parameters ?? [])
            .Concat(Hosts(model).Select(host => host.Rows?.Values).OfType<Parameter>());

    /// <summary>Whether an adapter is attached.</summary>
    public static bool IsAttached(ICausalLanguageModel model) => Hosts(model).Any(host => host.Lora is not null || host.Rows is not null);

    /// <summary>The layers the options choose.</summary>
    public static List<ILoraHost> Layers(ICausalLanguageModel model, LoraOptions options)
    {
        var hosts = Hosts(model).ToList();
        var linear = model.LinearLayers.Select(layer => layer.Name).ToList();
        var chosen = new LoraTargets(options).Select(linear, hosts.ConvertAll(host => host.Name).FindAll(name => !linear.Contains(name)));
        var layers = hosts.FindAll(host => chosen.Contains(host.Name));
        if (options.Dropout > 0 && layers.Exists(layer => layer == model.HeadLayer))
        {
            throw new AttuneException(
                "ATT4151", "Dropout before an adapter on the head is not supported.", "Set the dropout to 0, or leave the head out.");
        }

        return layers;
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
    public static void Attach(ICausalLanguageModel model, LoraOptions options, List<ILoraHost> layers)
    {
        var targets = new LoraTargets(options);
        foreach (var layer in layers)
        {
            var rank = targets.RankOf(layer.Name);
            var (a, b) = layer is EmbeddingLayer ? Embedding(layer, rank) : Linear(layer, rank);
            layer.Lora = new LoraUpdate(model, layer.Name, a, b, targets.ScaleOf(layer.Name), options.Dropout);
        }
    }

    private static (Parameter A, Parameter B) Linear(ILoraHost layer, int rank) => (
        new Parameter(layer.Name + ".lora_A.weight", new Shape(rank, layer.Weight.Shape[1])),
        new Parameter(layer.Name + ".lora_B.weight", new Shape(layer.Weight.Shape[0], rank)));

    private static (Parameter A, Parameter B) Embedding(ILoraHost layer, int rank) => (
        new Parameter(layer.Name + ".lora_embedding_A", new Shape(layer.Weight.Shape[0], rank)) { StoredTransposed = true },
        new Parameter(layer.Name + ".lora_embedding_B", new Shape(layer.Weight.Shape[1], rank)));
}
