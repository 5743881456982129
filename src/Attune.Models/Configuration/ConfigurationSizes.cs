using System.Globalization;

namespace Attune.Models;

/// <summary>
/// Numbers of a configuration that lead to matrices beyond what a tensor can hold, refused before any shape is made of them.
/// </summary>
internal static class ConfigurationSizes
{
    /// <summary>More layers than any model has; each is laid out even where only shapes are wanted.</summary>
    private const int MostLayers = 10_000;

    /// <exception cref="AttuneException">ATT4103.</exception>
    public static void Check(ModelConfiguration c, string? file)
    {
        Require(c.LayerCount <= MostLayers, $"'num_hidden_layers' is {c.LayerCount}, more than any model has.");
        Matrix("vocab_size", c.VocabularySize, "hidden_size", c.HiddenSize);
        Matrix("intermediate_size", 2L * c.IntermediateSize, "hidden_size", c.HiddenSize);
        var wide = (long)(c.HeadCount + (2L * c.KeyValueHeadCount)) * c.HeadDimension;
        Matrix("num_attention_heads x head_dim", wide, "hidden_size", c.HiddenSize);

        void Matrix(string rows, long count, string columns, long width) => Require(
            count <= int.MaxValue && count * width <= int.MaxValue,
            string.Create(CultureInfo.InvariantCulture, $"'{rows}' and '{columns}' make a matrix of {count:N0} by {width:N0} numbers, more than a tensor holds."));

        void Require(bool holds, string fact)
        {
            if (!holds)
                throw new AttuneException("ATT4103", fact, "Correct the configuration.", file);
        }
    }
}
