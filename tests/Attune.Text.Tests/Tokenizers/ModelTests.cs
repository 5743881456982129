using System.Text.Json;
using System.Text.Json.Nodes;
using Attune.TestSupport;
using Attune.Text.Datasets;
using Attune.Text.Tokenizers;
using Attune.Text.Tokenizers.Models;

namespace Attune.Text.Tests.Tokenizers;

/// <summary>The models by themselves; whole tokenizers are held against the reference elsewhere.</summary>
public class ModelTests
{
    [SharedFact("golden/tokenizers/trained")]
    public void What_is_read_is_written()
    {
        var files = Directory.GetFiles(SharedData.Path("golden/tokenizers/trained"), "tokenizer.json", SearchOption.AllDirectories);
        Assert.True(files.Length >= 29, $"only {files.Length}");
        foreach (var file in files)
        {
            var expected = JsonNode.Parse(File.ReadAllText(file))!["model"]!;
            Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(Written(Model(expected.ToJsonString())))), file);
        }
    }

    [Theory]
    [InlineData("unwanted", "un ##want ##ed", "0-2 2-6 6-8")]
    [InlineData("un", "un", "0-2")]
    [InlineData("unx", "[UNK]", "0-3")]
    [InlineData("x", "[UNK]", "0-1")]
    [InlineData("𝒳é", "𝒳 ##é", "0-2 2-3")]
    [InlineData("unununununu", "[UNK]", "0-11")]
    [InlineData("##ed", "##ed", "0-4")]
    public void Word_piece(string piece, string tokens, string places) => Check(
        """
        {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 10,
         "vocab": {"[UNK]": 0, "un": 1, "##want": 2, "##ed": 3, "##un": 4, "##wanted!": 5, "𝒳": 6, "##é": 7, "##u": 8}}
        """,
        piece, tokens, places);

    [Theory]
    [InlineData("cat", "cat", "0-3")]
    [InlineData("cow", "<unk>", "0-3")]
    public void Word_level(string piece, string tokens, string places) =>
        Check("""{"type": "WordLevel", "vocab": {"<unk>": 0, "cat": 1}, "unk_token": "<unk>"}""", piece, tokens, places);

    [Theory]
    [InlineData("abcd", "abcd", "0-4")]
    [InlineData("acdxx", "a cd <unk>", "0-1 1-3 3-5")]
    [InlineData("x<unk>y", "<unk>", "0-7")]
    [InlineData("<unk>", "<unk>", "0-5")]
    [InlineData("", "", "")]
    public void Unigram(string piece, string tokens, string places) => Check(
        """
        {"type": "Unigram", "unk_id": 0, "vocab": [["<unk>", 0], ["a", 0], ["b", 0], ["c", 0], ["d", 0], ["cd", 1], ["ab", 2],
         ["abc", 5], ["abcd", 10]]}
        """,
        piece, tokens, places);

    [Fact]
    public void Unigram_spells_unknown_characters_as_bytes_where_it_has_them_all()
    {
        const string model = """
            {"type": "Unigram", "unk_id": 0, "byte_fallback": true,
             "vocab": [["<unk>", 0], ["a", -1], ["<0xC3>", 0], ["<0xA9>", 0]]}
            """;
        Check(model, "aéa", "a <0xC3> <0xA9> a", "0-1 1-2 1-2 2-3");
        Check(model, "aéßa", "a <unk> a", "0-1 1-3 3-4");
    }

    [Fact]
    public void Unigram_finds_the_best_of_all_splits()
    {
        var random = new Random(4);
        var pieces = new List<(string, double)> { ("<unk>", 0) };
        for (var length = 1; length <= 4; length++)
        {
            for (var i = 0; i < 8; i++)
                pieces.Add((Letters(random, length), -random.NextDouble() * 3 * length));
        }

        pieces = [.. pieces.DistinctBy(piece => piece.Item1)];
        var splitter = new UnigramModel(pieces, 0, byteFallback: false).CreateSplitter();
        for (var run = 0; run < 300; run++)
        {
            var text = Letters(random, random.Next(1, 12));
            var tokens = new TokenBuffer();
            splitter.Split(text, areBytes: false, tokens);
            var score = 0.0;
            for (var i = 0; i < tokens.Count; i++)
                score += tokens.Ids[i] > 0 ? pieces[tokens.Ids[i]].Item2 : Unknown(pieces) * (tokens.Offsets[i].End - tokens.Offsets[i].Start);
            Assert.Equal(BestScore(text, pieces), score, 9);
        }
    }

    [Theory]
    [InlineData("""{"type": "WordLevel", "vocab": {"a": 0}, "unk_token": "<unk>"}""", "nor the unknown token '<unk>'")]
    [InlineData("""{"type": "WordPiece", "vocab": {"a": 0}}""", "nor the unknown token '[UNK]'")]
    [InlineData("""{"type": "Unigram", "vocab": [["a", 0]]}""", "names no unknown token")]
    [InlineData("""{"type": "BPE", "vocab": {"a": 0}, "merges": [], "unk_token": "<unk>"}""", "nor the unknown token '<unk>'")]
    public void What_cannot_be_encoded_is_told(string model, string fact)
    {
        var error = Assert.Throws<AttuneException>(() => Tokens(model, "b"));
        Assert.Equal("ATT4037", error.Code);
        Assert.Contains("'b'", error.Fact);
        Assert.Contains(fact, error.Fact);
    }

    [Theory]
    [InlineData("""{"type": "Unigram", "unk_id": 1, "vocab": [["a", 0]]}""", "ATT4024")]
    [InlineData("""{"type": "Unigram", "unk_id": -1, "vocab": [["a", 0]]}""", "ATT4024")]
    [InlineData("""{"type": "Unigram", "vocab": [["a"]]}""", "ATT4024")]
    [InlineData("""{"type": "WordPiece", "vocab": {}, "max_input_chars_per_word": -1}""", "ATT4024")]
    [InlineData("""{"type": "BPE", "vocab": {}, "merges": [], "dropout": 1.5}""", "ATT4024")]
    public void Mistakes_have_a_place(string model, string code)
    {
        var error = Assert.Throws<AttuneException>(() => Model(model));
        Assert.Equal(code, error.Code);
        Assert.True(error.Line > 0, "no place");
    }

    [Theory]
    [InlineData("""{"vocab": {"a": 0}, "merges": []}""", "BPE")]
    [InlineData("""{"vocab": {"a": 0}, "unk_token": "a"}""", "WordLevel")]
    [InlineData("""{"vocab": {"a": 0}, "unk_token": "a", "continuing_subword_prefix": "#"}""", "WordPiece")]
    [InlineData("""{"vocab": [["a", 0]], "unk_id": 0}""", "Unigram")]
    public void Old_files_leave_out_the_type(string model, string type) =>
        Assert.Equal(type, JsonNode.Parse(Written(Model(model)))!["type"]!.GetValue<string>());

    private static void Check(string model, string piece, string tokens, string places)
    {
        var (actual, offsets) = Tokens(model, piece);
        Assert.Equal((tokens, places), (actual, offsets));
        Assert.Equal((tokens, places), Tokens(model, piece, again: true));
    }

    private static (string Tokens, string Places) Tokens(string json, string piece, bool again = false)
    {
        var model = Model(json);
        var splitter = model.CreateSplitter();
        var tokens = new TokenBuffer();
        splitter.Split(piece, areBytes: false, tokens);
        if (again)
        {
            tokens = new TokenBuffer();
            splitter.Split(piece, areBytes: false, tokens);
        }

        var texts = tokens.Ids.ToArray().Select(id => model.Vocabulary.TryGetToken(id, out var token) ? token : "?");
        return (string.Join(' ', texts), string.Join(' ', tokens.Offsets.ToArray().Select(place => $"{place.Start}-{place.End}")));
    }

    private static double BestScore(string text, List<(string Token, double Score)> pieces)
    {
        if (text.Length == 0)
            return 0;
        var best = pieces.Where(piece => text.StartsWith(piece.Token, StringComparison.Ordinal))
            .Select(piece => piece.Score + BestScore(text[piece.Token.Length..], pieces)).Append(double.NegativeInfinity).Max();
        return pieces.Any(piece => piece.Token == text[..1]) ? best : Math.Max(best, Unknown(pieces) + BestScore(text[1..], pieces));
    }

    private static double Unknown(List<(string Token, double Score)> pieces) =>
        pieces.Min(piece => piece.Score) - UnigramModel.UnknownPenalty;

    private static string Letters(Random random, int length) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => (char)('a' + random.Next(4))));

    private static TokenizerModel Model(string json) => ModelKinds.Read(new JsonTextParser(json, "tokenizer.json").ParseWhole());

    private static string Written(TokenizerModel model)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            model.Write(writer);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }
}
