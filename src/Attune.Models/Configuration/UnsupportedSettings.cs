using System.Text.Json;

namespace Attune.Models;

/// <summary>
/// Keys of config.json that would change what a model computes and that nothing here implements, with the values that
/// are harmless. Everything else that is unknown is bookkeeping, and is left alone.
/// </summary>
internal static class UnsupportedSettings
{
    private static readonly (string Key, Func<JsonElement, bool> IsHarmless)[] Settings =
    [
        ("hidden_act", value => IsString(value, "silu")),
        ("attention_dropout", IsZero),
        ("hidden_dropout", IsZero),
        ("quantization_config", IsFourBit),
        ("compression_config", IsAbsent),
        ("sliding_window", IsAbsent),
        ("attn_logit_softcapping", IsAbsent),
        ("final_logit_softcapping", IsAbsent),
        ("embedding_multiplier", IsOne),
        ("residual_multiplier", IsOne),
        ("logits_scaling", IsOne),
        ("attention_multiplier", IsAbsent),
        ("partial_rotary_factor", IsOne),
        ("add_cross_attention", IsFalse),
        ("is_encoder_decoder", IsFalse),
        ("auto_map", IsAbsent),
    ];

    public static void Check(JsonElement config, string file)
    {
        foreach (var (key, isHarmless) in Settings)
        {
            if (!config.TryGetProperty(key, out var value) || IsAbsent(value) || isHarmless(value))
                continue;
            throw new AttuneException(
                "ATT4105",
                $"'{key}' is {value.GetRawText()}, which changes what the model computes and is not supported.",
                "Choose another base model, or remove the setting if the model does without it.",
                file);
        }
    }

    /// <summary>Weights in bitsandbytes' four bits say themselves how they are stored.</summary>
    private static bool IsFourBit(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
        && value.TryGetProperty("quant_method", out var method) && IsString(method, "bitsandbytes")
        && value.TryGetProperty("load_in_4bit", out var fourBit) && fourBit.ValueKind == JsonValueKind.True;

    private static bool IsAbsent(JsonElement value) => value.ValueKind == JsonValueKind.Null;

    private static bool IsFalse(JsonElement value) => value.ValueKind == JsonValueKind.False;

    private static bool IsZero(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.GetDouble() == 0;

    private static bool IsOne(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.GetDouble() == 1;

    private static bool IsString(JsonElement value, string expected) =>
        value.ValueKind == JsonValueKind.String && value.GetString() == expected;
}
