using System.Text.Encodings.Web;
using System.Text.Json;
using Attune.Text.Datasets;
using Attune.Text.Tokenizers.Decoders;
using Attune.Text.Tokenizers.Models;
using Attune.Text.Tokenizers.Normalizers;
using Attune.Text.Tokenizers.PostProcessors;
using Attune.Text.Tokenizers.PreTokenizers;

namespace Attune.Text.Tokenizers;

/// <summary>The parts of a tokenizer as <c>tokenizer.json</c> holds them.</summary>
internal sealed record TokenizerParts(TokenizerModel Model)
{
    public Normalizer? Normalizer { get; init; }

    public PreTokenizer? PreTokenizer { get; init; }

    public PostProcessor? PostProcessor { get; init; }

    public Decoder? Decoder { get; init; }

    public IReadOnlyList<AddedToken> AddedTokens { get; init; } = [];

    /// <summary>How the file says texts are to be cut; kept for whoever reads the file next, not applied.</summary>
    public DataValue? Truncation { get; init; }

    /// <summary>How the file says batches are to be filled up; kept, not applied.</summary>
    public DataValue? Padding { get; init; }
}

/// <summary>Reads and writes <c>tokenizer.json</c>.</summary>
internal static class TokenizerFile
{
    private const string Name = "tokenizer.json";
    private const string Version = "1.0";

    public static TokenizerParts Load(string fileOrFolder)
    {
        var file = Directory.Exists(fileOrFolder) ? Path.Combine(fileOrFolder, Name) : fileOrFolder;
        if (!File.Exists(file))
        {
            throw new AttuneException(
                TokenizerErrors.Missing, $"There is no tokenizer at '{Path.GetFullPath(file)}'.",
                $"Give a {Name}, or a folder that holds one.", Path.GetFullPath(file));
        }

        return Parse(Utf8Lines.ReadAll(file), file);
    }

    public static TokenizerParts Parse(string json, string file)
    {
        try
        {
            return Read(new JsonTextParser(json, file).ParseWhole());
        }
        catch (AttuneException e) when (e.Code.StartsWith("ATT3", StringComparison.Ordinal))
        {
            // The same mistakes as in data, but of a file that the user did not write.
            throw new AttuneException(
                TokenizerErrors.Malformed, e.Fact, "The file is not a tokenizer.json, or damaged; take it anew from where the model came from.",
                e.File, e.Line, e.Column, e);
        }
    }

    public static void Save(TokenizerParts parts, string path)
    {
        var temporary = path + ".tmp";
        try
        {
            using (var stream = File.Create(temporary))
                Write(parts, stream);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AttuneException(
                TokenizerErrors.CannotSave, $"The tokenizer could not be written to '{Path.GetFullPath(path)}': {e.Message}",
                "Check the folder, its permissions and the space on its disk.", Path.GetFullPath(path), inner: e);
        }
    }

    public static void Write(TokenizerParts parts, Stream stream)
    {
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using var writer = new Utf8JsonWriter(stream, options);
        writer.WriteStartObject();
        writer.WriteString("version", Version);
        WritePart(writer, "truncation", parts.Truncation is { } truncation ? truncation.WriteTo : null);
        WritePart(writer, "padding", parts.Padding is { } padding ? padding.WriteTo : null);
        new AddedVocabulary(parts.AddedTokens, null).Write(writer);
        WritePart(writer, "normalizer", parts.Normalizer is { } normalizer ? normalizer.Write : null);
        WritePart(writer, "pre_tokenizer", parts.PreTokenizer is { } preTokenizer ? preTokenizer.Write : null);
        WritePart(writer, "post_processor", parts.PostProcessor is { } postProcessor ? postProcessor.Write : null);
        WritePart(writer, "decoder", parts.Decoder is { } decoder ? decoder.Write : null);
        WritePart(writer, "model", parts.Model.Write);
        writer.WriteEndObject();
    }

    private static void WritePart(Utf8JsonWriter writer, string name, Action<Utf8JsonWriter>? write)
    {
        writer.WritePropertyName(name);
        if (write is null)
            writer.WriteNullValue();
        else
            write(writer);
    }

    private static TokenizerParts Read(DataValue root)
    {
        if (root.Optional("version") is { } version && version.AsString() != Version)
            throw TokenizerErrors.Bad(version, $"The version is {DataErrors.Show(version.AsString())}, not {Version}.");
        var model = ModelKinds.Read(root.Required("model"));
        return new TokenizerParts(model)
        {
            Normalizer = root.Optional("normalizer") is { } normalizer ? NormalizerKinds.Read(normalizer) : null,
            PreTokenizer = root.Optional("pre_tokenizer") is { } preTokenizer ? PreTokenizerKinds.Read(preTokenizer) : null,
            PostProcessor = root.Optional("post_processor") is { } postProcessor ? PostProcessorKinds.Read(postProcessor) : null,
            Decoder = root.Optional("decoder") is { } decoder ? DecoderKinds.Read(decoder) : null,
            AddedTokens = ReadAddedTokens(root.Optional("added_tokens")?.Items ?? [], model.Vocabulary),
            Truncation = root.Optional("truncation"),
            Padding = root.Optional("padding"),
        };
    }

    private static List<AddedToken> ReadAddedTokens(IReadOnlyList<DataValue> values, Vocabulary vocabulary)
    {
        var tokens = new List<AddedToken>();
        var contents = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            var token = AddedToken.Read(value);
            var shown = DataErrors.Show(token.Content);
            if (token.Id < 0)
                throw TokenizerErrors.Bad(value, $"The added token {shown} has the impossible id {token.Id}.");
            if (!contents.Add(token.Content))
                throw TokenizerErrors.Bad(value, $"The added token {shown} is written twice.");
            if (vocabulary.TryGetId(token.Content, out var id) && id != token.Id)
                throw TokenizerErrors.Bad(value, $"The added token {shown} has the id {token.Id} here, {id} in the vocabulary.");
            tokens.Add(token);
        }

        return tokens;
    }
}
