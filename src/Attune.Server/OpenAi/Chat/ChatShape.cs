using System.Text.Json;

namespace Attune.Server.OpenAi.Chat;

/// <summary><c>chat.completion</c> and its chunks.</summary>
internal sealed class ChatShape : IAnswerShape
{
    public string IdPrefix => "chatcmpl-";

    public (string Whole, string Part) ObjectNames => ("chat.completion", "chat.completion.chunk");

    public bool HasOpeningPart => true;

    public void WriteText(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject("message");
        json.WriteString("role", "assistant");
        json.WriteString("content", text);
        json.WriteNull("refusal");
        json.WriteEndObject();
    }

    public void WritePiece(Utf8JsonWriter json, string? piece, bool isOpening)
    {
        json.WriteStartObject("delta");
        if (isOpening)
            json.WriteString("role", "assistant");
        if (piece is not null)
            json.WriteString("content", piece);
        json.WriteEndObject();
    }
}
