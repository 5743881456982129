using System.Text.Json;

namespace Attune.Server.OpenAi;

/// <summary>The JSON that an endpoint answers with.</summary>
internal interface IAnswerShape
{
    /// <summary>What the ids of its answers begin with.</summary>
    string IdPrefix { get; }

    /// <summary>The values of <c>object</c> of a whole answer and of a part.</summary>
    (string Whole, string Part) ObjectNames { get; }

    /// <summary>Whether a part without text opens each choice of a stream.</summary>
    bool HasOpeningPart { get; }

    /// <summary>The text of a whole choice, as fields of its object.</summary>
    void WriteText(Utf8JsonWriter json, string text);

    /// <summary>A further piece of a choice, as fields of its object; null for none.</summary>
    void WritePiece(Utf8JsonWriter json, string? piece, bool isOpening);
}
