namespace Attune.Models;

/// <summary>Tells whether adapters learn: an update that starts as nothing has moved after its first step.</summary>
public static class UnmovedUpdates
{
    /// <summary>The layers whose update still changes nothing. None without an adapter, or with one of a method that starts otherwise.</summary>
    /// <param name="model">The model with its adapter attached.</param>
    public static IReadOnlyList<string> Of(IAdaptableModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return [.. AdapterHosts.Of(model).Where(IsUnmoved).Select(layer => layer.Name)];
    }

    private static bool IsUnmoved(IAdapterHost host) => host switch
    {
        LinearLayer { Update: { } update } => update.IsUnmoved,
        EmbeddingLayer { Update: { } update } => update.IsUnmoved,
        _ => false,
    };
}
