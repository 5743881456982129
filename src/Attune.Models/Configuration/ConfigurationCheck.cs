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
        Require(c.Layers.Count == 0 || c.Layers.Count == c.LayerCount,
            $"{c.Layers.Count} layers are described, but 'num_hidden_layers' is {c.LayerCount}.");
        foreach (var layer in c.Layers)
        {
            Require(layer.Window is null or > 0, $"'sliding_window' is {layer.Window}, which is not above 0.");
            Require(!layer.IsSparse || c.Mixture is not null, "A layer is a mixture of experts, but none is described.");
        }

        if (c.Mixture is { } mixture)
        {
            Positive(mixture.Experts, "num_experts");
            Positive(mixture.ExpertsPerToken, "num_experts_per_tok");
            Positive(mixture.ExpertSize, "moe_intermediate_size");
            Require(mixture.ExpertsPerToken <= mixture.Experts, $"A token cannot go to {mixture.ExpertsPerToken} of {mixture.Experts} experts.");
        }

        var architecture = Architectures.Find(c.Architecture);
        if (architecture?.LearnsPositions != true) // others rotate no channels, whatever the options say
            Rotary(c.Rotary);
        if (c.LocalRotary is { } local)
            Rotary(local);
        foreach (var id in c.EndTokenIds)
            Require(id < c.VocabularySize, $"'eos_token_id' is {id}, outside the vocabulary of {c.VocabularySize}.");
        Require(!(c.BeginTokenId >= c.VocabularySize), $"'bos_token_id' is {c.BeginTokenId}, outside the vocabulary of {c.VocabularySize}.");

        void Positive(int value, string key) => Require(value > 0, $"'{key}' is {value}, which is not above 0.");

        void Rotary(RotaryOptions rotary)
        {
            var channels = rotary.Dimensions(c.HeadDimension);
            Require(channels > 0 && rotary.Rotated(c.HeadDimension) <= c.HeadDimension && (channels % 2 == 0 || architecture?.RotatesOddCounts == true),
                $"{channels} of {c.HeadDimension} channels of a head ('head_dim') are to be rotated; it takes an even number of them.");
            if (rotary.Scaling is LongRopeScaling { ShortFactors.Count: var few, LongFactors.Count: var many })
                Require(few == (channels + 1) / 2 && many == few, $"'short_factor' has {few} and 'long_factor' {many} numbers, where {(channels + 1) / 2} are needed.");
        }

        void Require(bool holds, string fact)
        {
            if (!holds)
                throw new AttuneException("ATT4103", fact, "Correct the configuration.", file);
        }
    }
}
