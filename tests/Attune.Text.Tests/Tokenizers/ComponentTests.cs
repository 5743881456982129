using System.Globalization;
using System.Text.Json;
using Attune.TestSupport;
using Attune.Text.Datasets;
using Attune.Text.Tokenizers;
using Attune.Text.Tokenizers.Decoders;
using Attune.Text.Tokenizers.Normalizers;
using Attune.Text.Tokenizers.Normalizers.Unicode;
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
        foreach (var row in GoldenRows.Read("golden/tokenizers/components/pre_tokenizers.jsonl"))
        {
            var preTokenizer = PreTokenizerKinds.Read(Value(row.GetProperty("config")));
            foreach (var item in row.GetProperty("cases").EnumerateArray())
            {
                var text = item[0].GetString()!;
                var expected = item[1].EnumerateArray().Where(piece => piece[0].GetString() != "").Select(piece => $"{piece[0]} {piece[1][0]}-{piece[1][1]}");
                AssertSame($"{row.GetProperty("config")} of '{text}'", expected, PlacedPieces(preTokenizer, text));
                rows++;
            }
        }

        output.WriteLine($"{rows} texts");
        Assert.True(rows > 7500, $"only {rows}");
    }

    [SharedFact("golden/tokenizers/components/normalizers.jsonl")]
    public void Normalizers_change_as_the_reference()
    {
        var rows = 0;
        foreach (var row in GoldenRows.Read("golden/tokenizers/components/normalizers.jsonl"))
        {
            var normalizer = row.TryGetProperty("config", out var config) ? NormalizerKinds.Read(Value(config)) : NormalizerOfT5();
            foreach (var item in row.GetProperty("cases").EnumerateArray())
            {
                var text = item[0].GetString()!;
                AssertSame($"{config} of '{text}'", [item[1].GetString()!], [normalizer.Normalize(new AlignedText(text), new TextBuffers()).Text.ToString()]);
                Assert.True(!normalizer.Keeps(text) || item[1].GetString() == text, $"{config} keeps '{text}'");
                rows++;
            }
        }

        output.WriteLine($"{rows} texts");
        Assert.True(rows > 2500, $"only {rows}");
    }

    [SharedFact("golden/tokenizers/components/decoders.jsonl")]
    public void Decoders_join_as_the_reference()
    {
        var (rows, panics) = (0, 0);
        foreach (var row in GoldenRows.Read("golden/tokenizers/components/decoders.jsonl"))
        {
            var decoder = DecoderKinds.Read(Value(row.GetProperty("config")));
            foreach (var item in row.GetProperty("cases").EnumerateArray())
            {
                string[] tokens = [.. item[0].EnumerateArray().Select(token => token.GetString()!)];
                var decoded = Decode(decoder, tokens);
                rows++;
                if (item[1].ValueKind != JsonValueKind.String)
                {
                    // Strip with a stop panics on an empty token there.
                    Assert.Contains("", tokens);
                    panics++;
                    continue;
                }

                AssertSame($"{row.GetProperty("config")} of '{string.Join('|', tokens)}'", [item[1].GetString()!], [decoded]);
            }
        }

        output.WriteLine($"{rows} token lists, of which the reference fails on {panics}");
        Assert.True(rows > 850 && panics < 10, $"{rows} rows, {panics} panics");
    }

    [SharedFact("golden/tokenizers/components/random_texts.jsonl")]
    public void Random_texts_of_awkward_characters()
    {
        var rows = 0;
        foreach (var row in GoldenRows.Read("golden/tokenizers/components/random_texts.jsonl"))
        {
            var name = row.GetProperty("name").GetString()!;
            var part = Awkward(row, name);
            foreach (var item in row.GetProperty("cases").EnumerateArray())
            {
                var text = item[0].GetString()!;
                AssertSame($"{name} of '{text}'", Strings(item[1]), part(text));
                rows++;
            }
        }

        output.WriteLine($"{rows} texts");
        Assert.True(rows > 6000, $"only {rows}");
    }

    private static Func<string, IEnumerable<string>> Awkward(JsonElement row, string name)
    {
        if (row.TryGetProperty("pattern", out var pattern))
        {
            var split = new SplitPreTokenizer(SplitPattern.Parse(pattern.GetString()!), SplitBehavior.Isolated, inverted: false);
            return text => Pieces(split, text).Select(piece => piece.EnumerateRunes().Count().ToString(CultureInfo.InvariantCulture));
        }

        if (row.TryGetProperty("config", out var config))
        {
            var preTokenizer = PreTokenizerKinds.Read(Value(config));
            return text => Pieces(preTokenizer, text);
        }

        var normalizer = Normalizers[name]();
        return text => [normalizer.Normalize(new AlignedText(text), new TextBuffers()).Text.ToString()];
    }

    private static readonly Dictionary<string, Func<Normalizer>> Normalizers = new()
    {
        ["BertNormalizer"] = () => new BertNormalizer(cleanText: true, spaceChinese: true, stripAccents: null, lowercase: true),
        ["NFKC"] = () => new UnicodeNormalizer(NormalForm.Nfkc),
        ["NFD+StripAccents+Lowercase"] = () => new SequenceNormalizer(
            [new UnicodeNormalizer(NormalForm.Nfd), new StripAccentsNormalizer(), new LowercaseNormalizer()]),
        ["t5-small Precompiled"] = NormalizerOfT5,
    };

    private static Normalizer NormalizerOfT5()
    {
        var file = SharedData.Path("data/tok-sentencepiece/t5-small/tokenizer.json");
        return NormalizerKinds.Read(new JsonTextParser(File.ReadAllText(file), file).ParseWhole().Required("normalizer"));
    }

    private static string Decode(Decoder decoder, IEnumerable<string> tokens)
    {
        var collected = new CollectingStage();
        var first = decoder.Start(collected);
        foreach (var token in tokens)
        {
            first.Write(token);
            first.EndPiece();
        }

        first.Finish();
        return collected.Text.ToString();
    }

    private static IEnumerable<string> Strings(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(item => item.ToString()) : [value.GetString()!];

    private static DataValue Value(JsonElement config) => new JsonTextParser(config.GetRawText(), "").ParseWhole();

    private static void AssertSame<T>(string what, IEnumerable<T> expected, IEnumerable<T> actual)
    {
        if (!expected.SequenceEqual(actual))
            Assert.Fail($"{what}:\n{string.Join('|', actual)} not\n{string.Join('|', expected)}");
    }

    private static List<string> Pieces(PreTokenizer preTokenizer, string text) =>
        [.. Cut(preTokenizer, text, (pieces, piece) => pieces.Text.Text[piece.Start..piece.End].ToString())];

    private static IEnumerable<string> PlacedPieces(PreTokenizer preTokenizer, string text)
    {
        var offsets = new CodePointOffsets(text);
        return Cut(preTokenizer, text, (pieces, piece) =>
            $"{pieces.Text.Text[piece.Start..piece.End]} {offsets.Show(pieces.Text.ToOriginal(piece.Start, piece.End))}");
    }

    private static IEnumerable<string> Cut(PreTokenizer preTokenizer, string text, Func<PreTokenizedText, Piece, string> show)
    {
        var pieces = new PreTokenizedText(new AlignedText(text), new Piece(0, text.Length));
        preTokenizer.Apply(pieces);
        if (pieces.AreBytes)
            pieces.Rewrite((from, piece, builder) => builder.AppendRange(from, piece.Start, piece.End));
        return pieces.Pieces.Where(piece => piece.Length > 0).Select(piece => show(pieces, piece));
    }
}
