using System.Globalization;

namespace Attune.Models;

/// <summary>
/// Numbers of a configuration that lead to matrices beyond what a tensor can hold, refused before any shape is made of them.
/// </summary>
internal static class ConfigurationSizes
{
    /// <summary>More layers than any model has; each is laid out even where only shapes are wanted.</summary>
    private const int MostLayers = 10_000;

    private const int MostExperts = 10_000;

    private const int MostPositions = 1 << 28;

    /// <summary>Before anything is made for each layer.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="AttuneException">ATT4103: it is too large.</exception>
    public static int CheckLayers(int layers, string? file) => layers <= MostLayers
        ? layers
        : throw new AttuneException("ATT4103", $"'num_hidden_layers' is {layers}, more than any model has.", "Correct the configuration.", file);

    /// <exception cref="AttuneException">ATT4103.</exception>
    public static void Check(ModelConfiguration c, string? file)
    {
        CheckLayers(c.LayerCount, file);
        Require(c.MaxPositions <= MostPositions, $"'max_position_embeddings' is {c.MaxPositions}, more than any model has.");
        Matrix("vocab_size", c.VocabularySize, "hidden_size", c.HiddenSize);
        Matrix("intermediate_size", 2L * c.IntermediateSize, "hidden_size", c.HiddenSize);
        var wide = (long)(c.HeadCount + (2L * c.KeyValueHeadCount)) * c.HeadDimension;
        Matrix("num_attention_heads x head_dim", wide, "hidden_size", c.HiddenSize);
        if (c.Mixture is { } mixture)
        {
            Require(mixture.Experts <= MostExperts, $"'num_experts' is {mixture.Experts}, more than any model has.");
            Matrix("moe_intermediate_size", mixture.ExpertSize, "hidden_size", c.HiddenSize);
            Matrix("shared_expert_intermediate_size", mixture.SharedExpertSize ?? 0, "hidden_size", c.HiddenSize);
        }

        if (Architectures.Find(c.Architecture)?.LearnsPositions == true)
            Matrix("n_positions", c.MaxPositions, "n_embd", c.HiddenSize);

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
