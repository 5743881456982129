namespace Attune.Models;

/// <summary>What must hold between the numbers of a configuration, whoever wrote it.</summary>
internal static class ConfigurationCheck
{
    /// <exception cref="AttuneException">ATT4103.</exception>
    public static void Run(ModelConfiguration c, string? file)
    {
        Positive(c.VocabularySize, "vocab_size");
        Positive(c.HiddenSize, "hidden_size");
        Positive(c.IntermediateSize, "intermediate_size");
        Positive(c.LayerCount, "num_hidden_layers");
        Positive(c.HeadCount, "num_attention_heads");
        Positive(c.KeyValueHeadCount, "num_key_value_heads");
        Positive(c.HeadDimension, "head_dim");
        Positive(c.MaxPositions, "max_position_embeddings");
        ConfigurationSizes.Check(c, file);
        Require(c.HeadCount % c.KeyValueHeadCount == 0,
            $"{c.HeadCount} attention heads cannot share {c.KeyValueHeadCount} key-value heads evenly.");
        Require(c.HeadDimension % 2 == 0, $"'head_dim' is {c.HeadDimension}; the rotary embedding needs an even one.");
        foreach (var id in c.EndTokenIds)
            Require(id < c.VocabularySize, $"'eos_token_id' is {id}, outside the vocabulary of {c.VocabularySize}.");
        Require(!(c.BeginTokenId >= c.VocabularySize), $"'bos_token_id' is {c.BeginTokenId}, outside the vocabulary of {c.VocabularySize}.");

        void Positive(int value, string key) => Require(value > 0, $"'{key}' is {value}, which is not above 0.");

        void Require(bool holds, string fact)
        {
            if (!holds)
                throw new AttuneException("ATT4103", fact, "Correct the configuration.", file);
        }
    }
}
