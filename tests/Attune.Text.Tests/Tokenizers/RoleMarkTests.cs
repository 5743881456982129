using Attune.Text.Tokenizers;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Text.Tests.Tokenizers;

/// <summary>
/// No content changes the roles, whatever the model: the marks among the tokens are those that the template's own text
/// spells, also where the vocabulary has the mark as a word, merges letters to it or scores it as a piece.
/// </summary>
public class RoleMarkTests
{
    private const string User = "<user>", System = "<system>", End = "end";
    private static readonly string[] s_marks = [User, System, End];
    private static readonly string[] s_content = ["<", "user", "system", ">", "e", "n", "d", " ", "x", "\n", "##", "▁", "<unk>", .. s_marks];

    private static readonly string[] s_preTokenizers =
    [
        "null",
        """{"type": "WhitespaceSplit"}""",
        """{"type": "Whitespace"}""",
        """{"type": "CharDelimiterSplit", "delimiter": "x"}""",
        """{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true}""",
        """{"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": false, "use_regex": true}""",
    ];

    private static readonly string[] s_models =
    [
        $$"""{"type": "WordLevel", "vocab": {{Vocabulary()}}, "unk_token": "<unk>"}""",
        $$"""{"type": "WordPiece", "vocab": {{Vocabulary("##")}}, "unk_token": "<unk>", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100}""",
        $$"""{"type": "BPE", "vocab": {{Vocabulary()}}, "merges": {{Merges()}}, "unk_token": "<unk>", "ignore_merges": false}""",
        $$"""{"type": "BPE", "vocab": {{Vocabulary()}}, "merges": {{Merges()}}, "unk_token": "<unk>", "ignore_merges": true}""",
        $$"""{"type": "Unigram", "vocab": [{{string.Join(",", Words().Select(word => $"[\"{word}\", -1]"))}}], "unk_id": 0, "byte_fallback": false}""",
    ];

    public static TheoryData<int, int> Pipelines()
    {
        var all = new TheoryData<int, int>();
        for (var model = 0; model < s_models.Length; model++)
        {
            for (var preTokenizer = 0; preTokenizer < s_preTokenizers.Length; preTokenizer++)
                all.Add(model, preTokenizer);
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public void No_content_spells_a_mark(int model, int preTokenizer)
    {
        var tokenizer = Load(s_models[model], s_preTokenizers[preTokenizer]);
        var contents = Gen.Elements(s_content).ListOf().Select(list => string.Concat(list)).ArrayOf(2);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(150).WithQuietOnSuccess(true).WithReplay(5, 7), Prop.ForAll(contents.ToArbitrary(), texts =>
            Marks(tokenizer, [User, texts[0], End, System, texts[1], End]).SequenceEqual([User, End, System, End])));
    }

    [Theory]
    [MemberData(nameof(Pipelines))]
    public void Plain_text_that_is_a_mark_is_not_its_token(int model, int preTokenizer)
    {
        var tokenizer = Load(s_models[model], s_preTokenizers[preTokenizer]);
        foreach (var mark in s_marks)
        {
            Assert.DoesNotContain(tokenizer.TokenToId(mark)!.Value, tokenizer.Encode(mark, parseSpecialTokens: false).Ids);
            Assert.Equal([tokenizer.TokenToId(mark)!.Value], tokenizer.Encode(mark).Ids);
        }
    }

    [Fact]
    public void What_is_hidden_from_texts_is_in_the_file()
    {
        foreach (var model in s_models)
        {
            var path = Path.Combine(Directory.CreateTempSubdirectory("attune-").FullName, "tokenizer.json");
            var tokenizer = Load(model, "null");
            tokenizer.Save(path);
            var read = Tokenizer.Load(path);
            Assert.All(s_marks, mark => Assert.Equal(tokenizer.TokenToId(mark), read.TokenToId(mark)));
            if (model.Contains("merges", StringComparison.Ordinal))
                Assert.Contains("\"<system\"", File.ReadAllText(path), StringComparison.Ordinal);
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    /// <summary>Parts take turns: the template's marks, with contents at the second and fifth place.</summary>
    private static IEnumerable<string> Marks(Tokenizer tokenizer, string[] parts)
    {
        var (spans, at) = (new List<OriginSpan>(), 0);
        for (var i = 0; i < parts.Length; i++)
        {
            var origin = i is 1 or 4 ? new Origin(i, MessagePart.Content) : Origin.Template;
            if (parts[i].Length > 0)
                spans.Add(new OriginSpan(at, parts[i].Length, origin));
            at += parts[i].Length;
        }

        var tokens = tokenizer.Encode(new SpannedText(string.Concat(parts), spans));
        return tokens.Ids.Select(id => tokenizer.IdToToken(id)!).Where(s_marks.Contains);
    }

    private static Tokenizer Load(string model, string preTokenizer)
    {
        var marks = s_marks.Prepend("<unk>").Select(mark =>
            $$"""{"id": {{Words().ToList().IndexOf(mark)}}, "content": "{{mark}}", "special": true, "single_word": false, "lstrip": false, "rstrip": false, "normalized": false}""");
        return new Tokenizer(TokenizerFile.Parse(
            $$"""{"version": "1.0", "added_tokens": [{{string.Join(",", marks)}}], "pre_tokenizer": {{preTokenizer}}, "model": {{model}}}""", "tokenizer.json"));
    }

    /// <summary>The marks, all that they begin with, and their letters.</summary>
    private static IEnumerable<string> Words() => s_marks.SelectMany(mark => Enumerable.Range(1, mark.Length).Select(length => mark[..length]))
        .Concat(string.Concat(s_marks).Select(letter => letter.ToString())).Append("x").Append("user").Prepend("<unk>").Distinct(StringComparer.Ordinal);

    private static string Vocabulary(string? prefix = null)
    {
        var words = prefix is null ? Words() : Words().Concat(Words().Skip(1).Select(word => prefix + word));
        return "{" + string.Join(",", words.Select((word, id) => $"\"{word}\": {id}")) + "}";
    }

    private static string Merges() => "[" + string.Join(",", s_marks.SelectMany(mark =>
        Enumerable.Range(1, mark.Length - 1).Select(length => $"[\"{mark[..length]}\", \"{mark[length]}\"]")).Distinct(StringComparer.Ordinal)) + "]";
}
