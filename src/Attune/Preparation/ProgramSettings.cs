using System.Reflection;
using System.Text.Json;

namespace Attune.Preparation;

/// <summary>What the build of a tuning project wrote into its <c>runtimeconfig.json</c>.</summary>
internal static class ProgramSettings
{
    /// <summary>Looks settings up by name: those of the program first, then those of the running process.</summary>
    /// <param name="program">The tuning project's assembly, or null for the running program alone.</param>
    public static Func<string, string?> Of(Assembly? program)
    {
        var own = Read(program);
        return name => own.GetValueOrDefault(name) ?? AppContext.GetData(name) as string;
    }

    /// <remarks>
    /// A project that references a program gets that program's runtimeconfig.json beside its own. A missing or broken file
    /// is no error here: the running process may have the settings, and what is missing in the end has errors of its own.
    /// </remarks>
    private static Dictionary<string, string> Read(Assembly? program)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        if (program is null || string.IsNullOrEmpty(program.Location))
            return settings;
        var path = Path.ChangeExtension(program.Location, ".runtimeconfig.json");
        if (!File.Exists(path))
            return settings;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            if (document.RootElement.TryGetProperty("runtimeOptions", out var options) && options.TryGetProperty("configProperties", out var properties))
            {
                foreach (var property in properties.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.String))
                    settings[property.Name] = property.Value.GetString()!;
            }
        }
        catch (Exception exception) when (exception is JsonException or IOException or InvalidOperationException)
        {
            settings.Clear();
        }

        return settings;
    }
}
