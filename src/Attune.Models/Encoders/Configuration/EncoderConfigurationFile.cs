using System.Text.Json;
using System.Text.Json.Nodes;

namespace Attune.Models;

/// <summary>Reads and writes an encoder's <c>config.json</c>; each family knows its own keys.</summary>
public static class EncoderConfigurationFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Reads a configuration and checks it.</summary>
    /// <exception cref="AttuneException">
    /// ATT4102: unreadable. ATT4103: a value is missing or wrong. ATT4104: no encoder that is known. ATT4105: unsupported setting.
    /// </exception>
    public static EncoderConfiguration Read(string path)
    {
        using var document = JsonFile.Read(path, "ATT4103");
        var json = ConfigurationReader.Root(document, path, "ATT4103");
        var name = ReadName(json);
        var configuration = EncoderFamilies.Get(name, path).Family.Read(json, name);
        UnknownKeys.Check(json, name);
        Check(configuration, path);
        return configuration;
    }

    /// <summary>Whether a folder's <c>config.json</c> names an encoder that is known here; false where it cannot be read.</summary>
    public static bool IsEncoder(string folder)
    {
        try
        {
            var path = Path.Combine(folder, "config.json");
            if (!File.Exists(path))
                return false;
            using var document = JsonFile.Read(path, "ATT4103");
            return EncoderFamilies.Has(ReadName(ConfigurationReader.Root(document, path, "ATT4103")));
        }
        catch (AttuneException)
        {
            return false; // whoever reads it as what it is meant to be will say why
        }
    }

    /// <summary>Writes a configuration, atomically: keys sorted, two spaces, as the reference library does.</summary>
    /// <exception cref="AttuneException">ATT4104: no encoder that is known. ATT4110: no space, no permission.</exception>
    public static void Write(EncoderConfiguration configuration, string path)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var json = EncoderFamilies.Get(configuration.Architecture).Family.Write(configuration);
        var sorted = new JsonObject(
            json.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
        AtomicFile.Write(path, stream =>
        {
            JsonSerializer.Serialize(stream, sorted, Indented);
            stream.WriteByte((byte)'\n');
        });
    }

    /// <exception cref="AttuneException">ATT4103: the configuration contradicts itself.</exception>
    internal static void Check(EncoderConfiguration c, string? file)
    {
        var sizes = new[] { c.VocabularySize, c.HiddenSize, c.IntermediateSize, c.LayerCount, c.HeadCount, c.MaxPositions, c.EmbeddingSize };
        Require(sizes.All(size => size > 0), "A size is not above 0.");
        Require(c.HiddenSize % c.HeadCount == 0, $"'hidden_size' {c.HiddenSize} is no multiple of {c.HeadCount} heads.");
        Require(c.ModernBert is null || c.HeadDimension % 2 == 0, $"Rotary heads have an even width, not {c.HeadDimension}.");
        Require(c.ModernBert is null || c.ModernBert.SeesAll.Count == c.LayerCount, "'layer_types' are not one for each layer.");
        Require(!(c.PadTokenId >= c.VocabularySize), $"'pad_token_id' is {c.PadTokenId}, outside the vocabulary of {c.VocabularySize}.");
        foreach (var (rows, width) in Matrices(c))
            Require(rows * width <= int.MaxValue, $"A matrix of {rows} x {width} is too large.");

        void Require(bool holds, string fact)
        {
            if (!holds)
                throw new AttuneException("ATT4103", fact, "Correct the configuration.", file);
        }
    }

    /// <summary>The shapes that sizes of the file decide on.</summary>
    private static IEnumerable<(long Rows, long Width)> Matrices(EncoderConfiguration c) =>
    [
        (c.VocabularySize, Math.Max(c.HiddenSize, c.EmbeddingSize)), (c.MaxPositions, Math.Max(c.HiddenSize, c.EmbeddingSize)),
        (c.TokenTypeCount, c.EmbeddingSize), (c.HiddenSize, 3L * c.IntermediateSize), (c.HiddenSize, 3L * c.HiddenSize),
        (c.HiddenSize, c.EmbeddingSize), (c.HiddenSize, c.Labels.Names.Count), (c.RelativeBuckets, c.HeadCount),
        (2L * (c.Deberta?.Span ?? 0), c.HiddenSize),
    ];

    private static string ReadName(ConfigurationReader json)
    {
        var names = json.Texts("architectures");
        if (names.Count > 0)
            return names[0];
        var type = json.Text("model_type");
        return type is not null && EncoderFamilies.NameOf(type) is { } name
            ? name
            : throw new AttuneException(
                "ATT4104", "The configuration names no encoder.", $"Supported: {string.Join(", ", EncoderFamilies.Names)}.", json.File);
    }
}
