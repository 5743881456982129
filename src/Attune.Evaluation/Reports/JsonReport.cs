using System.Text.Json;
using System.Text.Json.Serialization;
using Attune.Models;

namespace Attune.Evaluation;

/// <summary>The report as JSON, for other programs and for a later comparison.</summary>
public static class JsonReport
{
    /// <summary>Writes the report, atomically.</summary>
    public static void Write(EvaluationReport report, string path) =>
        AtomicFile.WriteText(path, JsonSerializer.Serialize(report, ReportJson.Default.EvaluationReport) + "\n");

    /// <summary>Reads a report that <see cref="Write"/> wrote.</summary>
    /// <exception cref="AttuneException">The file is missing or is not a report.</exception>
    public static EvaluationReport Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), ReportJson.Default.EvaluationReport)
                ?? throw new JsonException("The file holds null.");
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new AttuneException(
                "ATT4311", $"The report cannot be read: {exception.Message}", "Run the target Evaluate to write it again.", path, inner: exception);
        }
    }
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EvaluationReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
