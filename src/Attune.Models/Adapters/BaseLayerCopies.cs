namespace Attune.Models;

/// <summary>
/// Copies of base weights that other tools store beside an adapter (<c>embed_tokens.base_layer.weight</c>). A copy that
/// differs from the base means that the adapter was trained with it, and leaving it out would give another model.
/// </summary>
internal static class BaseLayerCopies
{
    /// <summary>How the name of a copy ends.</summary>
    public const string End = ".base_layer.weight";

    /// <param name="file">The adapter's file.</param>
    /// <param name="model">The base.</param>
    /// <param name="taken">Copies that the model takes over.</param>
    /// <exception cref="AttuneException">ATT4154: a copy differs from the base, or is of no layer of it.</exception>
    public static void Check(SafetensorsFile file, IAdaptableModel model, VocabularyCopies? taken)
    {
        foreach (var name in file.Tensors.Keys
            .Where(name => name.EndsWith(End, StringComparison.Ordinal) && taken?.Contains(name) != true).Order(StringComparer.Ordinal))
        {
            var layer = name.StartsWith(SavedParameter.Prefix, StringComparison.Ordinal) ? name[SavedParameter.Prefix.Length..^End.Length] : name;
            if (model.Parameters.FirstOrDefault(parameter => parameter.Name == layer + ".weight") is { } own
                && WeightLoader.Fits(file.Tensors[name], own.Shape)
                && file.ReadArray(name).AsSpan().SequenceEqual(own.Value.ToArray()))
            {
                continue;
            }

            throw new AttuneException(
                "ATT4154", $"The adapter does not fit the model: it brings base weights of its own, '{name}', which are not the base's.",
                "Use the base model the adapter was trained on.", file.FilePath);
        }
    }
}
