using System.Text.Json;

namespace Attune.Server.OpenAi.Completions;

/// <summary>
/// Reads the prompt of a completion: a text, token ids, or several of either. A text is data like a message's content: what
/// looks like a special token in it stays text. Token ids are taken as they are.
/// </summary>
internal static class CompletionPrompts
{
    public static IReadOnlyList<int[]> Read(RequestFields fields, ServedModel model)
    {
        if (fields.Find("prompt") is not { } value)
            throw RequestFields.Missing("prompt");
        if (value.ValueKind == JsonValueKind.String)
            return [Encode(value, "prompt", model)];
        if (value.ValueKind != JsonValueKind.Array)
            throw RequestFields.WrongType("prompt", "a string or an array", value);
        if (value.GetArrayLength() == 0)
            throw ApiException.Invalid("'prompt' is empty.", "prompt", "empty_array");
        if (value[0].ValueKind == JsonValueKind.Number)
            return [Ids(value, "prompt", model)];
        return [.. value.EnumerateArray().Select((item, i) => item.ValueKind == JsonValueKind.Array
            ? Ids(item, $"prompt[{i}]", model)
            : Encode(item, $"prompt[{i}]", model))];
    }

    private static int[] Encode(JsonElement value, string path, ServedModel model) =>
        model.Tokenizer.Encode(RequestFields.TextOf(value, path), parseSpecialTokens: false, addSpecialTokens: true).Ids;

    private static int[] Ids(JsonElement value, string path, ServedModel model) =>
        [.. value.EnumerateArray().Select((item, i) => (int)RequestFields.IntegerOf(item, $"{path}[{i}]", 0, model.Model.Configuration.VocabularySize - 1))];
}
