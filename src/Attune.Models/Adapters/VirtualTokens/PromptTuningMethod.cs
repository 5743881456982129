using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>Settings of prompt tuning: rows before the token embeddings of every sequence are trained (Lester and others, 2021).</summary>
/// <param name="VirtualTokens">How many rows.</param>
public sealed record PromptTuningOptions(int VirtualTokens) : IAdapterOptions
{
    /// <inheritdoc/>
    public string PeftType => "PROMPT_TUNING";

    /// <summary>Tokens whose embeddings the rows start from, repeated or cut to the number of rows (PEFT's <c>TEXT</c>).</summary>
    /// <value>Default none: normal numbers, as PEFT's <c>RANDOM</c>.</value>
    public IReadOnlyList<int> InitialTokens { get; init; } = [];
}

/// <summary>Prompt tuning (Lester and others, "The power of scale for parameter-efficient prompt tuning", 2021).</summary>
internal static class PromptTuningMethod
{
    public static AdapterMethod Method { get; } = AdapterMethod.Of<PromptTuningOptions>(
        "PROMPT_TUNING",
        VirtualTokenKeys.And("prompt_tuning_init", "prompt_tuning_init_state_dict_path", "prompt_tuning_init_text", "tokenizer_kwargs", "tokenizer_name_or_path"),
        json => new PromptTuningOptions(VirtualTokenKeys.ReadCount(json)), Write, LayOut);

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Write(PromptTuningOptions options, ICausalLanguageModel model)
    {
        var c = model.Configuration;
        yield return new("prompt_tuning_init", "RANDOM");
        yield return new("prompt_tuning_init_text", null);
        yield return new("tokenizer_name_or_path", null);
        foreach (var pair in VirtualTokenKeys.Write(options.VirtualTokens, c.HiddenSize, c.HeadCount, c.LayerCount))
            yield return pair;
    }

    private static AdapterLayout LayOut(ICausalLanguageModel model, PromptTuningOptions options)
    {
        VirtualTokenKeys.Require(options.VirtualTokens);
        var encoder = new PromptEncoder(options.VirtualTokens, model.Configuration.HiddenSize, [], default)
        {
            Start = options.InitialTokens.Count == 0 ? null : () => Gathered(model, options),
        };
        return VirtualTokenKeys.LayOut(model, new VirtualTokenPart("Prompt tuning", encoder, layers: null));
    }

    private static Tensors.Tensor Gathered(ICausalLanguageModel model, PromptTuningOptions options)
    {
        var vocabulary = model.Configuration.VocabularySize;
        if (options.InitialTokens.Any(id => id < 0 || id >= vocabulary))
            throw ModuleTargets.Wrong($"a token that the virtual tokens are to start from is outside of the vocabulary of {vocabulary}");
        using (Tensors.Gradients.Off())
            return model.Embedding.Forward([.. Enumerable.Range(0, options.VirtualTokens).Select(i => options.InitialTokens[i % options.InitialTokens.Count])]);
    }
}
