using System.Text.Json;

namespace Attune.Server.OpenAi.Completions;

/// <summary><c>text_completion</c>, which is the same whole and in parts.</summary>
internal sealed class CompletionShape : IAnswerShape
{
    public string IdPrefix => "cmpl-";

    public (string Whole, string Part) ObjectNames => ("text_completion", "text_completion");

    public bool HasOpeningPart => false;

    public void WriteText(Utf8JsonWriter json, string text) => json.WriteString("text", text);

    public void WritePiece(Utf8JsonWriter json, string? piece, bool isOpening) => json.WriteString("text", piece ?? "");
}
