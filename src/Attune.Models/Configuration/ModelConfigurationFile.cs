using System.Text.Json;

namespace Attune.Models;

/// <summary>
/// Reads and writes <c>config.json</c>. Both spellings are read: transformers 5 (<c>rope_parameters</c>, <c>dtype</c>) and
/// transformers 4 (<c>rope_theta</c>, <c>rope_scaling</c>, <c>torch_dtype</c>); the older one is written, which both understand.
/// </summary>
public static class ModelConfigurationFile
{
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
        var architecture = ReadArchitecture(json);
        UnsupportedSettings.Check(document.RootElement, path);

        var hidden = json.Count("hidden_size");
        var heads = json.Count("num_attention_heads");
        var configuration = new ModelConfiguration
        {
            Architecture = architecture,
            VocabularySize = json.Count("vocab_size"),
            HiddenSize = hidden,
            IntermediateSize = json.Count("intermediate_size"),
            LayerCount = json.Count("num_hidden_layers"),
            HeadCount = heads,
            KeyValueHeadCount = json.Count("num_key_value_heads", heads),
            HeadDimension = json.Count("head_dim", Math.Max(1, hidden / heads)),
            MaxPositions = json.Count("max_position_embeddings", 2048),
            RmsNormEpsilon = json.Number("rms_norm_eps", 1e-6),
            InitializerRange = json.Number("initializer_range", 0.02, positive: false),
            TieWordEmbeddings = json.Flag("tie_word_embeddings", false),
            AttentionBias = json.Flag("attention_bias", false),
            MlpBias = json.Flag("mlp_bias", false),
            Rotary = RotaryOptionsFile.Read(json),
            BeginTokenId = json.TokenId("bos_token_id"),
            EndTokenIds = json.TokenIds("eos_token_id"),
            PadTokenId = json.TokenId("pad_token_id"),
            StorageType = ReadStorageType(json),
        };
        ConfigurationCheck.Run(configuration, path);
        return configuration;
    }

    /// <summary>Writes a configuration, atomically: keys sorted, two spaces, as the reference library does.</summary>
    /// <exception cref="AttuneException">ATT4110: no space, no permission.</exception>
    public static void Write(ModelConfiguration configuration, string path)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        AtomicFile.Write(path, stream =>
        {
            using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
            writer.WriteStartObject();
            foreach (var (_, write) in Entries(configuration).OrderBy(entry => entry.Key, StringComparer.Ordinal))
                write(writer);
            writer.WriteEndObject();
            writer.Flush();
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

        if (name is not null && Architectures.Find(name) is not null)
            return name;
        throw new AttuneException(
            "ATT4104",
            name is null ? "The configuration names no architecture." : $"Architecture '{name}' is not supported.",
            $"Supported: {string.Join(", ", Architectures.Names)}.",
            json.File);
    }

    private static StorageType ReadStorageType(ConfigurationReader json) => (json.Text("dtype") ?? json.Text("torch_dtype")) switch
    {
        "float16" => StorageType.Float16,
        "bfloat16" => StorageType.BFloat16,
        _ => StorageType.Float32,
    };

    private static IEnumerable<(string Key, Action<Utf8JsonWriter> Write)> Entries(ModelConfiguration c)
    {
        (string, Action<Utf8JsonWriter>) Count(string key, int? value) =>
            (key, value is { } number ? writer => writer.WriteNumber(key, number) : writer => writer.WriteNull(key));
        (string, Action<Utf8JsonWriter>) Number(string key, double value) => (key, writer => writer.WriteNumber(key, value));
        (string, Action<Utf8JsonWriter>) Flag(string key, bool value) => (key, writer => writer.WriteBoolean(key, value));
        (string, Action<Utf8JsonWriter>) Text(string key, string value) => (key, writer => writer.WriteString(key, value));

        yield return ("architectures", writer => WriteList(writer, "architectures", c.Architecture));
        yield return Text("model_type", Architectures.Find(c.Architecture)?.ModelType ?? "");
        yield return Count("vocab_size", c.VocabularySize);
        yield return Count("hidden_size", c.HiddenSize);
        yield return Count("intermediate_size", c.IntermediateSize);
        yield return Count("num_hidden_layers", c.LayerCount);
        yield return Count("num_attention_heads", c.HeadCount);
        yield return Count("num_key_value_heads", c.KeyValueHeadCount);
        yield return Count("head_dim", c.HeadDimension);
        yield return Count("max_position_embeddings", c.MaxPositions);
        yield return Number("rms_norm_eps", c.RmsNormEpsilon);
        yield return Number("initializer_range", c.InitializerRange);
        yield return Number("attention_dropout", 0);
        yield return Flag("tie_word_embeddings", c.TieWordEmbeddings);
        yield return Flag("attention_bias", c.AttentionBias);
        yield return Flag("mlp_bias", c.MlpBias);
        yield return Flag("use_cache", true);
        yield return Text("hidden_act", "silu");
        yield return Number("rope_theta", c.Rotary.Theta);
        yield return ("rope_scaling", writer => RotaryOptionsFile.WriteScaling(writer, c.Rotary));
        yield return Count("bos_token_id", c.BeginTokenId);
        yield return Count("pad_token_id", c.PadTokenId);
        yield return ("eos_token_id", writer => WriteTokenIds(writer, "eos_token_id", c.EndTokenIds));
        yield return Text("torch_dtype", c.StorageType switch
        {
            StorageType.Float16 => "float16",
            StorageType.BFloat16 => "bfloat16",
            _ => "float32",
        });
    }

    private static void WriteList(Utf8JsonWriter writer, string key, string value)
    {
        writer.WriteStartArray(key);
        writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    internal static void WriteTokenIds(Utf8JsonWriter writer, string key, IReadOnlyList<int> ids)
    {
        if (ids.Count == 0)
        {
            writer.WriteNull(key);
        }
        else if (ids.Count == 1)
        {
            writer.WriteNumber(key, ids[0]);
        }
        else
        {
            writer.WriteStartArray(key);
            foreach (var id in ids)
                writer.WriteNumberValue(id);
            writer.WriteEndArray();
        }
    }
}
