using System.Text.Json;

namespace Attune.Server.OpenAi;

/// <summary>
/// Fields of OpenAI's API that change what an answer is, and that this server cannot honour: a request with one is refused,
/// since an answer that ignores it would be wrong without saying so.
/// </summary>
internal static class UnsupportedFields
{
    private const string NoTools = "Ask without tools, and put what the model must know into the messages.";

    private static readonly (string Name, Func<JsonElement, bool> Asks, string Remedy)[] Chat =
    [
        ("tools", IsNotEmpty, NoTools),
        ("functions", IsNotEmpty, NoTools),
        ("response_format", IsNotText, "Leave it out, or set its type to 'text': answers are not constrained to a schema yet."),
        ("logprobs", value => value.ValueKind == JsonValueKind.True, "Leave it out."),
        ("logit_bias", IsNotEmpty, "Leave it out."),
        ("audio", IsNotEmpty, "Leave it out: answers are text."),
        ("modalities", value => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().Any(item => !item.ValueEquals("text")), "Leave it out: answers are text."),
        ("web_search_options", _ => true, "Leave it out."),
    ];

    private static readonly (string Name, Func<JsonElement, bool> Asks, string Remedy)[] Completions =
    [
        ("logprobs", _ => true, "Leave it out."),
        ("logit_bias", IsNotEmpty, "Leave it out."),
        ("echo", value => value.ValueKind == JsonValueKind.True, "Leave it out, and put the prompt before the answer yourself."),
        ("best_of", value => value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var count) || count != 1, "Leave it out; n gives several answers."),
        ("suffix", IsNotEmpty, "Leave it out."),
    ];

    public static void RefuseInChat(RequestFields fields) => Refuse(fields, Chat);

    public static void RefuseInCompletions(RequestFields fields) => Refuse(fields, Completions);

    private static void Refuse(RequestFields fields, (string Name, Func<JsonElement, bool> Asks, string Remedy)[] unsupported)
    {
        foreach (var (name, asks, remedy) in unsupported)
        {
            if (fields.Find(name) is { } value && asks(value))
                throw ApiException.Unsupported(name, remedy);
        }
    }

    private static bool IsNotEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.GetArrayLength() > 0,
        JsonValueKind.Object => value.EnumerateObject().Any(),
        JsonValueKind.String => !value.ValueEquals(""),
        _ => true,
    };

    private static bool IsNotText(JsonElement value) =>
        value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String || !type.ValueEquals("text");
}
