namespace Attune.Models;

/// <summary>Tells whether adapters learn: each update starts as zero, and its first step ends that.</summary>
public static class UnmovedUpdates
{
    /// <summary>The layers whose LoRA update is still zero: the matrix that starts as zero has not moved. None without an adapter.</summary>
    /// <param name="model">The model with its adapter attached.</param>
    public static IReadOnlyList<string> Of(ICausalLanguageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return [.. LoraLayout.Hosts(model).Where(IsUnmoved).Select(layer => layer.Name)];
    }

    private static bool IsUnmoved(ILoraHost layer)
    {
        if (layer.Lora is not { } lora)
            return false;
        var startsAsZero = layer is EmbeddingLayer ? lora.A : lora.B;
        return Array.TrueForAll(startsAsZero.Value.ToArray(), number => number == 0);
    }
}
