namespace Attune.Models;

/// <summary>The layers of a model that adapters can change.</summary>
internal static class AdapterHosts
{
    /// <summary>All of them: embedding, linear layers in the model's order, layers of the head.</summary>
    public static IEnumerable<IAdapterHost> Of(IAdaptableModel model)
    {
        yield return model.Embedding;
        foreach (var layer in model.LinearLayers)
            yield return layer;
        foreach (var layer in model.OutputLayers)
            yield return layer;
    }

    /// <summary>What adapters have added to the layers.</summary>
    public static IEnumerable<Parameter> AttachedParameters(IAdaptableModel model) =>
        Of(model).SelectMany(host => host.Added).Concat(Of(model).Select(host => host.Rows?.Values).OfType<Parameter>());

    /// <summary>Whether an adapter is attached.</summary>
    public static bool IsAttached(IAdaptableModel model) => model.Embedding.HasAdapter;
}
