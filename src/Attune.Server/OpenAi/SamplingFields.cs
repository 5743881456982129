using System.Text.Json;

namespace Attune.Server.OpenAi;

/// <summary>What /v1/chat/completions and /v1/completions ask alike: how to choose tokens and how to answer.</summary>
internal sealed record SamplingFields
{
    private const int MostStops = 4, MostChoices = 8;

    /// <summary>OpenAI allows 0, which leaves the likeliest token; so does the smallest share above 0.</summary>
    private const double SmallestTopP = 1e-9;

    public required double Temperature { get; init; }

    public required double TopP { get; init; }

    public required double PresencePenalty { get; init; }

    public required double FrequencyPenalty { get; init; }

    public required long? Seed { get; init; }

    public required IReadOnlyList<string> Stop { get; init; }

    /// <summary>Answers to each prompt.</summary>
    public required int Choices { get; init; }

    public required bool Stream { get; init; }

    public required bool IncludeUsage { get; init; }

    /// <remarks>The temperature is 0 unless the client says otherwise: answers are then those that the recipe was evaluated with.</remarks>
    public static SamplingFields Read(RequestFields fields)
    {
        var stream = fields.Flag("stream") ?? false;
        return new SamplingFields
        {
            Temperature = fields.Number("temperature", 0, 2) ?? 0,
            TopP = Math.Max(fields.Number("top_p", 0, 1) ?? 1, SmallestTopP),
            PresencePenalty = fields.Number("presence_penalty", -2, 2) ?? 0,
            FrequencyPenalty = fields.Number("frequency_penalty", -2, 2) ?? 0,
            Seed = fields.Integer("seed", long.MinValue, long.MaxValue),
            Stop = ReadStop(fields),
            Choices = (int)(fields.Integer("n", 1, MostChoices) ?? 1),
            Stream = stream,
            IncludeUsage = ReadIncludeUsage(fields, stream),
        };
    }

    private static IReadOnlyList<string> ReadStop(RequestFields fields)
    {
        if (fields.Find("stop") is not { } value)
            return [];
        var name = fields.PathOf("stop");
        if (value.ValueKind == JsonValueKind.String)
            return [NotEmpty(RequestFields.TextOf(value, name), name)];
        if (value.ValueKind != JsonValueKind.Array)
            throw RequestFields.WrongType(name, "a string or an array of strings", value);
        if (value.GetArrayLength() > MostStops)
            throw ApiException.Invalid($"'{name}' has {value.GetArrayLength()} strings; at most {MostStops} are allowed.", name, "array_above_max_length");
        return [.. value.EnumerateArray().Select((item, i) => NotEmpty(RequestFields.TextOf(item, $"{name}[{i}]"), $"{name}[{i}]"))];
    }

    private static string NotEmpty(string text, string path) =>
        text.Length > 0 ? text : throw ApiException.Invalid($"'{path}' is empty, and would end every answer at once.", path, "invalid_value");

    private static bool ReadIncludeUsage(RequestFields fields, bool stream)
    {
        if (fields.Find("stream_options") is not { } value)
            return false;
        if (!stream)
            throw ApiException.Invalid("'stream_options' is allowed only where 'stream' is true.", "stream_options", "invalid_value");
        if (value.ValueKind != JsonValueKind.Object)
            throw RequestFields.WrongType("stream_options", "an object", value);
        return new RequestFields(value, "stream_options.").Flag("include_usage") ?? false;
    }
}
