using System.Text.Json;
using Attune.TestSupport;
using Attune.Text.Datasets;
using Attune.Text.Tokenizers;
using Attune.Text.Tokenizers.Normalizers;
using Attune.Text.Tokenizers.Patterns;
using Attune.Text.Tokenizers.PreTokenizers;

namespace Attune.Text.Tests.Tokenizers;

/// <summary>What parts of tokenizers do with every code point of Unicode, against the reference implementation's.</summary>
public class CodePointTests
{
    private static readonly Dictionary<string, Func<string, bool>> Classes = new()
    {
        ["removed by WhitespaceSplit"] = Removes("""{"type": "WhitespaceSplit"}"""),
        ["removed by Whitespace"] = Removes("""{"type": "Whitespace"}"""),
        ["removed by Punctuation(removed)"] = Removes("""{"type": "Punctuation", "behavior": "Removed"}"""),
        ["removed by BertPreTokenizer"] = Removes("""{"type": "BertPreTokenizer"}"""),
        ["a piece of its own under Digits(individual)"] = Isolates("""{"type": "Digits", "individual_digits": true}"""),
        ["a piece of its own under BertPreTokenizer"] = Isolates("""{"type": "BertPreTokenizer"}"""),
        ["removed by BertNormalizer(clean_text)"] = Changes(Bert(clean: true, chinese: false), _ => ""),
        ["made a space by BertNormalizer(clean_text)"] = Changes(Bert(clean: true, chinese: false), _ => " "),
        ["set between spaces by BertNormalizer(handle_chinese_chars)"] = Changes(Bert(clean: false, chinese: true), c => $" {c} "),
        ["removed by StripAccents"] = Changes("""{"type": "StripAccents"}""", _ => ""),
        ["removed by Nmt"] = Changes("""{"type": "Nmt"}""", _ => ""),
        ["made a space by Nmt"] = Changes("""{"type": "Nmt"}""", _ => " "),
        ["removed by Strip at the ends"] = Changes("""{"type": "Strip", "strip_left": true, "strip_right": true}""", _ => ""),
    };

    [SharedFact("golden/tokenizers/components/code_points.json")]
    public void Classes_hold_exactly_the_code_points_of_the_reference()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedData.Path("golden/tokenizers/components/code_points.json")));
        var classes = 0;
        foreach (var entry in document.RootElement.GetProperty("classes").EnumerateObject())
        {
            var expected = new CodePointSet(entry.Value.EnumerateArray().Select(range => (range[0].GetInt32(), range[1].GetInt32())));
            if (entry.Name.StartsWith("regex ", StringComparison.Ordinal))
            {
                Assert.Equal($"{entry.Name}: {Show(expected)}", $"{entry.Name}: {Show(PatternParser.ParseSet(entry.Name[6..]))}");
            }
            else
            {
                var isIn = Classes[entry.Name];
                foreach (var c in AllCodePoints().Where(IsWorthALook))
                    Assert.True(isIn(char.ConvertFromUtf32(c)) == expected.Contains(c), $"{entry.Name}: U+{c:X4}");
            }

            classes++;
        }

        Assert.Equal(26, classes);
    }

    [SharedFact("golden/tokenizers/components/code_points.json")]
    public void Maps_change_exactly_the_code_points_of_the_reference()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(SharedData.Path("golden/tokenizers/components/code_points.json")));
        foreach (var map in document.RootElement.GetProperty("maps").EnumerateObject())
        {
            var normalizer = NormalizerKinds.Read(new JsonTextParser($$"""{"type": "{{map.Name}}"}""", "").ParseWhole());
            var expected = map.Value.EnumerateObject().ToDictionary(entry => Convert.ToInt32(entry.Name, 16), entry => entry.Value.GetString()!);
            foreach (var codePoint in AllCodePoints().Where(c => c is < 0xAC00 or > 0xD7A3 && IsWorthALook(c)))
            {
                var text = char.ConvertFromUtf32(codePoint);
                var changed = normalizer.Normalize(new AlignedText(text), new TextBuffers()).Text.ToString();
                if (changed != expected.GetValueOrDefault(codePoint, text))
                    Assert.Fail($"{map.Name} of U+{codePoint:X4} is {changed}");
            }
        }
    }

    /// <summary>Of the planes that are unassigned or private throughout, some.</summary>
    private static bool IsWorthALook(int codePoint) => codePoint is < 0x33500 or (>= 0xE0000 and < 0xE0200) || codePoint % 61 == 0 || (codePoint & 0xFFFF) >= 0xFFF0;

    private static IEnumerable<int> AllCodePoints() =>
        Enumerable.Range(0, CodePointSet.Limit).Where(codePoint => codePoint is < 0xD800 or >= 0xE000);

    private static string Bert(bool clean, bool chinese) =>
        $$"""{"type": "BertNormalizer", "clean_text": {{(clean ? "true" : "false")}}, "handle_chinese_chars": {{(chinese ? "true" : "false")}}, "strip_accents": false, "lowercase": false}""";

    private static Func<string, bool> Changes(string config, Func<string, string> wanted)
    {
        var normalizer = NormalizerKinds.Read(new JsonTextParser(config, "").ParseWhole());
        return character => normalizer.Normalize(new AlignedText(character), new TextBuffers()).Text.ToString() == wanted(character);
    }

    private static Func<string, bool> Removes(string config)
    {
        var preTokenizer = PreTokenizerKinds.Read(new JsonTextParser(config, "").ParseWhole());
        return character => Cut(preTokenizer, character).Count == 0;
    }

    private static Func<string, bool> Isolates(string config)
    {
        var preTokenizer = PreTokenizerKinds.Read(new JsonTextParser(config, "").ParseWhole());
        return character => Cut(preTokenizer, "a" + character + "a").Count == 3;
    }

    private static List<Piece> Cut(PreTokenizer preTokenizer, string text)
    {
        var pieces = new PreTokenizedText(new AlignedText(text), new Piece(0, text.Length));
        preTokenizer.Apply(pieces);
        return pieces.Pieces;
    }

    private static string Show(CodePointSet set) =>
        string.Join(' ', set.Ranges.Select(range => $"{range.First:X}-{range.Last:X}"));
}
