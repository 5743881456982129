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

    /// <summary>Whether pieces reach the model spelled as bytes (<c>Ġ</c> for a space).</summary>
    public bool SpellsBytes()
    {
        const string lineEnd = "\n";
        var text = new AlignedText(lineEnd);
        if (Normalizer is { } normalizer && !normalizer.Keeps(lineEnd))
            text = normalizer.Normalize(text, new TextBuffers());
        var pieces = new PreTokenizedText(text, new Piece(0, text.Text.Length));
        PreTokenizer?.Apply(pieces);
        return pieces.AreBytes || pieces.Text.Text.SequenceEqual(new SpelledBytes().Spell(lineEnd));
    }

    /// <summary>How the file says texts are to be cut; applied where a caller asks for the file's options.</summary>
    public TruncationOptions? Truncation { get; init; }

    /// <summary>How the file says batches are to be filled up; applied where a caller asks for the file's options.</summary>
    public PaddingOptions? Padding { get; init; }
}

/// <summary>Reads and writes <c>tokenizer.json</c>.</summary>
internal static class TokenizerFile
{
    public const string Name = "tokenizer.json";
    private const string Version = "1.0";

    public static TokenizerParts Load(string file) => TokenizerErrors.Translated(() => Parse(Utf8Lines.ReadAll(file), file));

    public static TokenizerParts Parse(string json, string file) =>
        TokenizerErrors.Translated(() => Read(new JsonTextParser(json, file).ParseWhole()));

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
        WritePart(writer, "truncation", parts.Truncation is { } truncation ? truncation.Write : null);
        WritePart(writer, "padding", parts.Padding is { } padding ? padding.Write : null);
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
            Truncation = root.Optional("truncation") is { } truncation ? TruncationOptions.Read(truncation) : null,
            Padding = root.Optional("padding") is { } padding ? PaddingOptions.Read(padding) : null,
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
            if (token.Id is < 0 or > Vocabulary.LargestId)
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
