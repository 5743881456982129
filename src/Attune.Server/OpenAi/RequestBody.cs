using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Attune.Server.OpenAi;

/// <summary>Reads a request's body.</summary>
internal static class RequestBody
{
    /// <exception cref="ApiException">Not a JSON object.</exception>
    public static async Task<JsonDocument> ReadAsync(HttpContext context)
    {
        JsonDocument document;
        try
        {
            document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted).ConfigureAwait(false);
        }
        catch (JsonException mistake)
        {
            throw ApiException.Invalid(
                $"The body is not JSON: line {mistake.LineNumber + 1}, byte {mistake.BytePositionInLine + 1}. Send an object with Content-Type: application/json.", null, "invalid_json");
        }

        if (document.RootElement.ValueKind == JsonValueKind.Object)
            return document;
        document.Dispose();
        throw ApiException.Invalid("The body is JSON, but not an object.", null, "invalid_json");
    }
}
