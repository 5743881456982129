namespace Attune.Models;

/// <summary>The layers of a model that adapters can change.</summary>
internal static class AdapterHosts
{
    /// <summary>All of them: embedding, linear layers in the model's order, head.</summary>
    public static IEnumerable<IAdapterHost> Of(ICausalLanguageModel model)
    {
        yield return model.Embedding;
        foreach (var layer in model.LinearLayers)
            yield return layer;
        if (model.HeadLayer is { } head)
            yield return head;
    }

    /// <summary>What adapters have added to the layers.</summary>
    public static IEnumerable<Parameter> AttachedParameters(ICausalLanguageModel model) =>
        Of(model).SelectMany(host => host.Added).Concat(Of(model).Select(host => host.Rows?.Values).OfType<Parameter>());

    /// <summary>Whether an adapter is attached.</summary>
    public static bool IsAttached(ICausalLanguageModel model) => model.Embedding.Adapter is not null;
}
