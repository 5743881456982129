using System.Text.Json;

namespace Attune.Models;

/// <summary>Reads a model folder's JSON files, with errors that name the place.</summary>
internal static class JsonFile
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <param name="path">The file; it must exist.</param>
    /// <param name="code">The diagnostic for text that is not JSON.</param>
    public static JsonDocument Read(string path, string code)
    {
        try
        {
            var bytes = File.ReadAllBytes(path).AsMemory();
            var document = JsonDocument.Parse(bytes.Span.StartsWith(ByteOrderMark) ? bytes[ByteOrderMark.Length..] : bytes);
            RequireTexts(document.RootElement);
            return document;
        }
        catch (InvalidOperationException exception)
        {
            throw new AttuneException(code, "A text in this file is not Unicode.", "Download or write it again, whole.", path, inner: exception);
        }
        catch (JsonException exception)
        {
            throw new AttuneException(
                code,
                "This is not valid JSON.",
                "Download or write it again, whole.",
                path,
                (int)(exception.LineNumber ?? 0) + 1,
                (int)(exception.BytePositionInLine ?? 0) + 1,
                exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AttuneException("ATT4102", $"The file cannot be read: {exception.Message}", "Check the path and the permissions.", path, inner: exception);
        }
    }

    /// <summary>Reads every text once: the parser takes bytes that are no UTF-8, and halves of surrogate pairs, and fails only where they are used.</summary>
    private static void RequireTexts(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            _ = value.GetString();
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
                RequireTexts(item);
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.EnumerateObject())
            {
                _ = property.Name;
                RequireTexts(property.Value);
            }
        }
    }
}
