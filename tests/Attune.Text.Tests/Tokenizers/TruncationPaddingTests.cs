using System.Text.Json;
using System.Text.Json.Nodes;
using Attune.TestSupport;
using Attune.Text.Tokenizers;
using Xunit.Abstractions;

namespace Attune.Text.Tests.Tokenizers;

/// <summary>Truncation, windows and padding against the reference.</summary>
public class TruncationPaddingTests(ITestOutputHelper output)
{
    private const string Cases = "golden/tokenizers/truncation_padding.jsonl";
    private const string TokenizerPath = "golden/tokenizers/trained/wordpiece-bert-uncased/tokenizer.json";

    [SharedFact(Cases)]
    public void Cut_as_the_reference()
    {
        var (rows, errors, nothing, failures) = (0, 0, 0, new List<string>());
        var tokenizers = new Dictionary<string, Tokenizer>();
        foreach (var row in GoldenRows.Read(Cases).Where(row => row.TryGetProperty("text", out _)))
        {
            var options = new EncodingOptions
            {
                AddSpecialTokens = row.GetProperty("add_special_tokens").GetBoolean(),
                Truncation = Truncation(row.GetProperty("truncation")),
            };
            var texts = GoldenRows.Texts(row);
            var postProcessor = row.TryGetProperty("post_processor", out var name) ? name.GetString()! : "";
            if (!tokenizers.TryGetValue(postProcessor, out var tokenizer))
                tokenizers[postProcessor] = tokenizer = Load(postProcessor);
            rows++;
            if (row.TryGetProperty("error", out _))
            {
                errors++;
                Assert.Equal("ATT4026", Assert.Throws<AttuneException>(() => tokenizer.EncodePair(texts[0], texts.ElementAtOrDefault(1), options)).Code);
            }
            else if (options.Truncation.MaxLength < Around(row, options, postProcessor))
            {
                // The reference subtracts without a look, so that the maximum becomes huge and nothing is cut.
                nothing++;
                Assert.Equal("ATT4026", Assert.Throws<AttuneException>(() => tokenizer.EncodePair(texts[0], texts.ElementAtOrDefault(1), options)).Code);
            }
            else
            {
                var expected = row.TryGetProperty("truncated_before_0_23", out var whole) ? whole : row;
                var encoding = tokenizer.EncodePair(texts[0], texts.ElementAtOrDefault(1), options);
                if (GoldenEncoding.Difference(expected, encoding, texts) is { } difference)
                    failures.Add($"{row.GetProperty("truncation")} {postProcessor} '{string.Join('|', texts)}': {difference}");
            }
        }

        output.WriteLine($"{rows} rows, of which {errors} errors and {nothing} that have no room for special tokens");
        Assert.True(failures.Count == 0, $"{failures.Count} of {rows} differ:\n" + string.Join('\n', failures.Take(5)));
        Assert.True(rows > 280 && nothing < 5, $"{rows} rows, {nothing} without room");
    }

    [SharedFact(Cases)]
    public void Fill_up_as_the_reference()
    {
        var tokenizer = Load("");
        var rows = 0;
        foreach (var row in GoldenRows.Read(Cases).Where(row => row.TryGetProperty("batch", out _)))
        {
            var texts = row.GetProperty("batch").EnumerateArray()
                .Select(item => item.ValueKind == JsonValueKind.Array ? (item[0].GetString()!, item[1].GetString()) : (item.GetString()!, null)).ToArray();
            var cut = row.GetProperty("truncation");
            var encodings = tokenizer.EncodeBatch(texts, new EncodingOptions
            {
                Padding = Padding(row.GetProperty("padding")),
                Truncation = cut.ValueKind == JsonValueKind.Object ? Truncation(cut) : null,
            });
            foreach (var (expected, (encoding, (text, pair))) in row.GetProperty("encodings").EnumerateArray().Zip(encodings.Zip(texts)))
            {
                var difference = GoldenEncoding.Difference(WithoutWindows(expected), encoding with { Overflowing = [] }, pair is null ? [text] : [text, pair]);
                Assert.True(difference is null, $"{row.GetProperty("padding")} {cut}: {difference}");
            }

            rows++;
        }

        Assert.Equal(16, rows);
    }

    [Fact]
    public void Settings_of_a_file_are_read_and_written()
    {
        using var temporary = new TemporaryFolder();
        const string cut = """{"direction":"Left","max_length":9,"strategy":"OnlySecond","stride":2}""";
        const string fill = """{"strategy":{"Fixed":12},"direction":"Left","pad_to_multiple_of":8,"pad_id":1,"pad_type_id":2,"pad_token":"<p>"}""";
        var json = "{\"truncation\":" + cut + ",\"padding\":" + fill + ",\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[]}}";
        var tokenizer = new Tokenizer(TokenizerFile.Parse(json, "tokenizer.json"));
        Assert.Equal(new TruncationOptions { MaxLength = 9, Stride = 2, Strategy = TruncationStrategy.OnlySecond, Direction = TextSide.Left }, tokenizer.FileOptions.Truncation);
        Assert.Equal(new PaddingOptions { Length = 12, Multiple = 8, Id = 1, TypeId = 2, Token = "<p>", Direction = TextSide.Left }, tokenizer.FileOptions.Padding);
        tokenizer.Save(temporary.File("tokenizer.json"));
        var written = JsonNode.Parse(File.ReadAllText(temporary.File("tokenizer.json")))!;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(cut), written["truncation"]));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(fill), written["padding"]));
        Assert.Equal(16, tokenizer.EncodePair("a", options: tokenizer.FileOptions with { Truncation = null }).Count);
    }

    private static JsonElement WithoutWindows(JsonElement encoding)
    {
        // Windows of a padded batch are in the files of whole rows; here the reference has those of its early stop.
        var copy = JsonNode.Parse(encoding.GetRawText())!.AsObject();
        copy.Remove("overflowing");
        return JsonSerializer.SerializeToElement(copy);
    }

    private static int Around(JsonElement row, EncodingOptions options, string postProcessor) =>
        !options.AddSpecialTokens ? 0 : postProcessor.Length > 0 ? 1 : row.TryGetProperty("pair", out _) ? 3 : 2;

    private static Tokenizer Load(string postProcessor)
    {
        var path = SharedData.Path(TokenizerPath);
        if (postProcessor.Length == 0)
            return Tokenizer.Load(path);
        Assert.Equal("pair template $A [SEP] $B, single $A [SEP]", postProcessor);
        var file = JsonNode.Parse(File.ReadAllText(path))!;
        file["post_processor"] = JsonNode.Parse(
            """
            {"type": "TemplateProcessing",
             "single": [{"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
             "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "[SEP]", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 0}}],
             "special_tokens": {"[SEP]": {"id": "[SEP]", "ids": [3], "tokens": ["[SEP]"]}}}
            """);
        return new Tokenizer(TokenizerFile.Parse(file.ToJsonString(), path));
    }

    private static TruncationOptions Truncation(JsonElement value) => new()
    {
        MaxLength = value.GetProperty("max_length").GetInt32(),
        Stride = value.TryGetProperty("stride", out var stride) ? stride.GetInt32() : 0,
        Strategy = value.TryGetProperty("strategy", out var strategy)
            ? Enum.Parse<TruncationStrategy>(strategy.GetString()!.Replace("_", ""), ignoreCase: true)
            : default,
        Direction = value.TryGetProperty("direction", out var direction) ? Enum.Parse<TextSide>(direction.GetString()!, ignoreCase: true) : default,
    };

    private static PaddingOptions Padding(JsonElement value) => new()
    {
        Length = Number(value, "length"),
        Multiple = Number(value, "pad_to_multiple_of"),
        Id = Number(value, "pad_id") ?? 0,
        TypeId = Number(value, "pad_type_id") ?? 0,
        Token = value.TryGetProperty("pad_token", out var token) ? token.GetString()! : "[PAD]",
        Direction = value.TryGetProperty("direction", out var direction) ? Enum.Parse<TextSide>(direction.GetString()!, ignoreCase: true) : default,
    };

    private static int? Number(JsonElement value, string name) => value.TryGetProperty(name, out var number) ? number.GetInt32() : null;
}
