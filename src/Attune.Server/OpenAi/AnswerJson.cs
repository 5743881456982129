using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Attune.Server.OpenAi;

/// <summary>Writes answers, whole and in parts, in the shape of an endpoint.</summary>
internal sealed class AnswerJson(IAnswerShape shape, AnswerHead head)
{
    /// <summary>JSON of its own media type is not read as HTML, so letters stay letters.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public ReadOnlyMemory<byte> Whole(IReadOnlyList<AnswerChoice> choices, TokenUsage usage) => Write(shape.ObjectNames.Whole, json =>
    {
        json.WriteStartArray("choices");
        for (var i = 0; i < choices.Count; i++)
        {
            json.WriteStartObject();
            json.WriteNumber("index", i);
            shape.WriteText(json, choices[i].Text);
            json.WriteNull("logprobs");
            json.WriteString("finish_reason", FinishReasons.Of(choices[i].Reason));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteUsage(json, usage);
    });

    /// <param name="choice">Which choice.</param>
    /// <param name="piece">Its further text, or null.</param>
    /// <param name="isOpening">Whether it opens the choice.</param>
    /// <param name="finishReason">Why the choice ends, or null.</param>
    public ReadOnlyMemory<byte> Part(int choice, string? piece, bool isOpening, string? finishReason) => Write(shape.ObjectNames.Part, json =>
    {
        json.WriteStartArray("choices");
        json.WriteStartObject();
        json.WriteNumber("index", choice);
        shape.WritePiece(json, piece, isOpening);
        json.WriteNull("logprobs");
        json.WriteString("finish_reason", finishReason);
        json.WriteEndObject();
        json.WriteEndArray();
    });

    public ReadOnlyMemory<byte> UsagePart(TokenUsage usage) => Write(shape.ObjectNames.Part, json =>
    {
        json.WriteStartArray("choices");
        json.WriteEndArray();
        WriteUsage(json, usage);
    });

    private static void WriteUsage(Utf8JsonWriter json, TokenUsage usage)
    {
        json.WriteStartObject("usage");
        json.WriteNumber("prompt_tokens", usage.PromptTokens);
        json.WriteNumber("completion_tokens", usage.CompletionTokens);
        json.WriteNumber("total_tokens", usage.PromptTokens + usage.CompletionTokens);
        json.WriteEndObject();
    }

    private ReadOnlyMemory<byte> Write(string objectName, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("id", head.Id);
            json.WriteString("object", objectName);
            json.WriteNumber("created", head.Created);
            json.WriteString("model", head.Model);
            json.WriteString("system_fingerprint", head.Fingerprint);
            write(json);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
