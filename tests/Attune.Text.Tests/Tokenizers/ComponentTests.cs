using System.Text.Json;
using Attune.TestSupport;
using Attune.Text.Datasets;
using Attune.Text.Tokenizers;
using Attune.Text.Tokenizers.Normalizers;
using Attune.Text.Tokenizers.Patterns;
using Attune.Text.Tokenizers.PreTokenizers;
using Xunit.Abstractions;

namespace Attune.Text.Tests.Tokenizers;

/// <summary>The parts of tokenizers by themselves, against the reference implementation's.</summary>
public class ComponentTests(ITestOutputHelper output)
{
    [SharedFact("golden/tokenizers/components/pre_tokenizers.jsonl")]
    public void Pre_tokenizers_cut_as_the_reference()
    {
        var rows = 0;
        foreach (var row in Rows("golden/tokenizers/components/pre_tokenizers.jsonl"))
        {
            if (ReadSupported(row.GetProperty("config"), PreTokenizerKinds.Read) is not { } preTokenizer)
                continue;
            foreach (var item in row.GetProperty("cases").EnumerateArray())
            {
                var text = item[0].GetString()!;
                var expected = item[1].EnumerateArray().Select(piece => piece[0].GetString()!).ToList();
                AssertSame($"{row.GetProperty("config")} of '{text}'", expected, Pieces(preTokenizer, text));
                rows++;
            }
        }

        output.WriteLine($"{rows} texts");
        Assert.True(rows > 1000, $"only {rows}");
    }

    [SharedFact("golden/tokenizers/components/normalizers.jsonl")]
    public void Normalizers_change_as_the_reference()
    {
        var rows = 0;
        foreach (var row in Rows("golden/tokenizers/components/normalizers.jsonl"))
        {
            if (!row.TryGetProperty("config", out var config) || ReadSupported(config, NormalizerKinds.Read) is not { } normalizer)
                continue;
            foreach (var item in row.GetProperty("cases").EnumerateArray())
            {
                var text = item[0].GetString()!;
                Assert.Equal((text, item[1].GetString()), (text, normalizer.Normalize(new AlignedText(text)).Text));
                rows++;
            }
        }

        output.WriteLine($"{rows} texts");
        Assert.True(rows > 300, $"only {rows}");
    }

    [SharedFact("golden/tokenizers/components/random_texts.jsonl")]
    public void Random_texts_of_awkward_characters()
    {
        var rows = 0;
        foreach (var row in Rows("golden/tokenizers/components/random_texts.jsonl"))
        {
            if (!row.TryGetProperty("pattern", out var pattern))
                continue;
            var split = new SplitPreTokenizer(SplitPattern.Parse(pattern.GetString()!), SplitBehavior.Isolated, inverted: false);
            foreach (var item in row.GetProperty("cases").EnumerateArray())
            {
                var text = item[0].GetString()!;
                var lengths = Pieces(split, text).Select(piece => piece.EnumerateRunes().Count());
                AssertSame($"{pattern} of '{text}'", item[1].EnumerateArray().Select(length => length.GetInt32()), lengths);
                rows++;
            }
        }

        output.WriteLine($"{rows} texts");
        Assert.True(rows > 100, $"only {rows}");
    }

    [SharedFact("golden/tokenizers/components/code_points.json")]
    public void Classes_hold_exactly_the_code_points_of_the_reference()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedData.Path("golden/tokenizers/components/code_points.json")));
        var classes = 0;
        foreach (var entry in document.RootElement.GetProperty("classes").EnumerateObject())
        {
            var pattern = entry.Name.StartsWith("regex ", StringComparison.Ordinal) ? entry.Name[6..]
                : entry.Name == "removed by Punctuation(removed)" ? PunctuationPreTokenizer.Marks : null;
            if (pattern is null)
                continue;
            var parsed = Assert.IsType<SequenceSyntax>(PatternParser.Parse(pattern));
            var set = Assert.IsType<SetSyntax>(Assert.Single(parsed.Parts)).Set;
            var expected = entry.Value.EnumerateArray().Select(range => (range[0].GetInt32(), range[1].GetInt32())).ToList();
            AssertSame(pattern, expected, set.Ranges);
            classes++;
        }

        Assert.True(classes > 10, $"only {classes}");
    }

    [SharedFact("golden/tokenizers/components/code_points.json")]
    public void Maps_change_exactly_the_code_points_of_the_reference()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedData.Path("golden/tokenizers/components/code_points.json")));
        foreach (var map in document.RootElement.GetProperty("maps").EnumerateObject())
        {
            var normalizer = NormalizerKinds.Read(new JsonTextParser($$"""{"type": "{{map.Name}}"}""", "").ParseWhole());
            var expected = map.Value.EnumerateObject().ToDictionary(entry => Convert.ToInt32(entry.Name, 16), entry => entry.Value.GetString()!);
            for (var codePoint = 0; codePoint < CodePointSet.Limit; codePoint++)
            {
                if (codePoint is >= 0xD800 and < 0xE000 or >= 0xAC00 and <= 0xD7A3)
                    continue;
                var text = char.ConvertFromUtf32(codePoint);
                var changed = normalizer.Normalize(new AlignedText(text)).Text;
                if (changed != expected.GetValueOrDefault(codePoint, text))
                    Assert.Fail($"{map.Name} of U+{codePoint:X4} is {changed}");
            }
        }
    }

    private static void AssertSame<T>(string what, IEnumerable<T> expected, IEnumerable<T> actual) =>
        Assert.Equal($"{what}: {string.Join('|', expected)}", $"{what}: {string.Join('|', actual)}");

    private static List<string> Pieces(PreTokenizer preTokenizer, string text)
    {
        var pieces = new PreTokenizedText(new AlignedText(text), new Piece(0, text.Length));
        preTokenizer.Apply(pieces);
        if (pieces.AreBytes)
            pieces.Rewrite((from, piece, builder) => builder.AppendRange(from, piece.Start, piece.End));
        return [.. pieces.Pieces.Where(piece => piece.Length > 0).Select(piece => pieces.Text.Text[piece.Start..piece.End])];
    }

    private static T? ReadSupported<T>(JsonElement config, Func<DataValue, T> read)
        where T : class
    {
        try
        {
            return read(new JsonTextParser(config.GetRawText(), "").ParseWhole());
        }
        catch (AttuneException e) when (e.Code is "ATT4022" or "ATT4023")
        {
            return null;
        }
    }

    private static IEnumerable<JsonElement> Rows(string path)
    {
        foreach (var line in File.ReadAllText(SharedData.Path(path)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var document = JsonDocument.Parse(line);
            yield return document.RootElement;
        }
    }
}
