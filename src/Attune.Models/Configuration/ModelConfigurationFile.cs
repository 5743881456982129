using System.Text.Json;
using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>
/// Reads and writes <c>config.json</c>; each architecture knows its own keys. Both spellings are read: transformers 5
/// (<c>rope_parameters</c>, <c>dtype</c>) and transformers 4 (<c>rope_theta</c>, <c>rope_scaling</c>, <c>torch_dtype</c>); the
/// older one is written, which both understand.
/// </summary>
public static class ModelConfigurationFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Reads a configuration and checks it.</summary>
    /// <exception cref="AttuneException">
    /// ATT4102: unreadable. ATT4103: a value is missing or wrong. ATT4104: unknown architecture. ATT4105: unsupported setting.
    /// </exception>
    public static ModelConfiguration Read(string path)
    {
        using var document = JsonFile.Read(path, "ATT4103");
        return Read(document, path);
    }

    /// <summary>Reads a configuration that is in memory.</summary>
    /// <param name="document">What <c>config.json</c> would hold.</param>
    /// <param name="path">The file that it comes from, for messages.</param>
    internal static ModelConfiguration Read(JsonDocument document, string path)
    {
        var json = ConfigurationReader.Root(document, path, "ATT4103");
        var name = ReadArchitecture(json);
        var configuration = Architectures.Get(name).Read(json, name);
        UnknownKeys.Check(json, name);
        ConfigurationCheck.Run(configuration, path);
        return configuration;
    }

    /// <summary>Writes a configuration, atomically: keys sorted, two spaces, as the reference library does.</summary>
    /// <exception cref="AttuneException">ATT4104: unknown architecture. ATT4110: no space, no permission.</exception>
    public static void Write(ModelConfiguration configuration, string path)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var json = Architectures.Get(configuration.Architecture).Write(configuration);
        var sorted = new JsonObject(json.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
        AtomicFile.Write(path, stream =>
        {
            JsonSerializer.Serialize(stream, sorted, Indented);
            stream.WriteByte((byte)'\n');
        });
    }

    private static string ReadArchitecture(ConfigurationReader json)
    {
        string? name = null;
        if (json.Find("architectures") is { } list)
        {
            if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0 || list[0].ValueKind != JsonValueKind.String)
                throw json.Wrong("architectures", list, "a list with a name");
            name = list[0].GetString();
        }
        else if (json.Text("model_type") is { } type)
        {
            name = Architectures.NameOf(type) ?? type;
        }

        if (name is null)
        {
            throw new AttuneException(
                "ATT4104", "The configuration names no architecture.", $"Supported: {string.Join(", ", Architectures.Names)}.", json.File);
        }

        return Architectures.Find(name) is not null ? name : throw Architectures.Unsupported(name, json.File);
    }
}
