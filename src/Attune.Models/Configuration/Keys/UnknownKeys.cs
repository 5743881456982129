using System.Text.Json;

namespace Attune.Models;

/// <summary>
/// Keys of config.json that a family did not read. One that is not known to be harmless may change what the model computes,
/// and is refused unless it is off.
/// </summary>
internal static class UnknownKeys
{
    /// <summary>
    /// What says nothing of the computation of a causal language model, beside keys that begin with an underscore: names and versions, how answers were drawn before
    /// generation_config.json, labels of other heads, how other programs store or split the model. Dropout works in training only,
    /// and the base's own is not applied there: an adapter has one of its own.
    /// </summary>
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "architectures", "model_type", "_name_or_path", "name_or_path", "transformers_version", "auto_map", "dtype", "torch_dtype", "torchscript",
        "use_cache", "use_bfloat16", "return_dict", "output_hidden_states", "output_attentions", "_attn_implementation", "attn_implementation",
        "_attn_implementation_autoset", "cache_implementation", "chunk_size_feed_forward", "is_decoder", "task_specific_params", "tokenizer_class",
        "prefix", "finetuning_task", "problem_type", "id2label", "label2id", "num_labels", "classifier_dropout", "classifier_bias",
        "bos_token_id", "eos_token_id", "pad_token_id", "sep_token_id", "decoder_start_token_id", "forced_bos_token_id", "forced_eos_token_id",
        "temperature", "top_k", "top_p", "typical_p", "do_sample", "max_length", "min_length", "num_beams", "num_beam_groups", "num_return_sequences",
        "repetition_penalty", "length_penalty", "diversity_penalty", "early_stopping", "no_repeat_ngram_size", "encoder_no_repeat_ngram_size",
        "bad_words_ids", "begin_suppress_tokens", "suppress_tokens", "exponential_decay_length_penalty", "remove_invalid_values",
        "return_dict_in_generate", "output_scores", "pruned_heads", "tf_legacy_loss", "ignore_keys_at_rope_validation",
        "attention_dropout", "hidden_dropout", "attn_pdrop", "embd_pdrop", "resid_pdrop", "embedding_dropout", "residual_dropout",
        "initializer_range", "pretraining_tp", "max_sequence_length", "model_max_length", "n_ctx", "quantization_method", "unsloth_version",
        "summary_type", "summary_use_proj", "summary_activation", "summary_proj_to_labels", "summary_first_dropout", "unsloth_fixed", "gradient_checkpointing", "upcast_attention", "transformers.js_config", "use_flash_attention_2", "use_flash_attn", "flash_attn",
    };

    /// <exception cref="AttuneException">ATT4105.</exception>
    public static void Check(ConfigurationReader json, string architecture)
    {
        foreach (var key in json.Unasked.ToList())
        {
            if (key.StartsWith('_') || Harmless.Contains(key) || IsOff(json.Find(key)) || (key == "quantization_config" && IsFourBit(json.Find(key)!.Value)))
                continue;
            throw new AttuneException(
                "ATT4105",
                $"'{key}' is {Shorten(json.Find(key)!.Value.GetRawText())}, which {architecture} does not know here and which may change what the model computes.",
                "Choose another base model, or remove the setting if the model does without it.",
                json.File);
        }
    }

    /// <summary>Whether a setting says that there is nothing to do.</summary>
    public static bool IsOff(JsonElement? value) => value is not { } given || given.ValueKind switch
    {
        JsonValueKind.False or JsonValueKind.Null => true,
        JsonValueKind.Number => given.GetDouble() == 0,
        JsonValueKind.String => given.GetString()!.Length == 0,
        JsonValueKind.Array => given.GetArrayLength() == 0,
        JsonValueKind.Object => !given.EnumerateObject().Any(),
        _ => false,
    };

    /// <summary>Weights in bitsandbytes' four bits say themselves how they are stored.</summary>
    private static bool IsFourBit(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
        && value.TryGetProperty("quant_method", out var method) && method.ValueKind == JsonValueKind.String && method.GetString() == "bitsandbytes"
        && value.TryGetProperty("load_in_4bit", out var fourBit) && fourBit.ValueKind == JsonValueKind.True;

    private static string Shorten(string text) => text.Length <= 80 ? text : text[..77] + "...";
}
