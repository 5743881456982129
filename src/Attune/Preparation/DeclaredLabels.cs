using System.Text.Json;
using Attune.Definitions;

namespace Attune.Preparation;

/// <summary>The labels that a dataset's completion may be, those in the attribute first.</summary>
internal static class DeclaredLabels
{
    public static IReadOnlyList<string> Of<TRow>(DatasetDefinition<TRow> dataset, ProjectPlace project)
    {
        if (dataset.LabelsFile is not { } declared)
            return dataset.Labels;
        var path = project.Resolve(declared, dataset.Place);
        project.NoteRead(path);
        return [.. dataset.Labels, .. Read(path)];
    }

    /// <exception cref="AttuneException">ATT3112: the file cannot be read, or is not a list of labels.</exception>
    private static List<string> Read(string path)
    {
        try
        {
            if (!Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase))
                return [.. File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0)];
            using var json = JsonDocument.Parse(File.ReadAllText(path));
            return [.. json.RootElement.EnumerateArray().Select(label => label.GetString() ?? throw new InvalidOperationException("a label is null"))];
        }
        catch (JsonException exception)
        {
            throw Wrong(exception.Message, path, (int)(exception.LineNumber ?? 0) + 1, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            throw Wrong(exception.Message, path, 1, exception);
        }
    }

    private static AttuneException Wrong(string reason, string path, int line, Exception inner) => new(
        "ATT3112", $"The labels cannot be read: {reason}", "Write a JSON array of strings, or a text file with one label a line.", path, line, 1, inner);
}
