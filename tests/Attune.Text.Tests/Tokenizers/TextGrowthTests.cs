using Attune.Text.Tokenizers;

namespace Attune.Text.Tests.Tokenizers;

/// <summary>Files whose steps make a text longer and longer end with an error, before memory does. Found by fuzzing.</summary>
public sealed class TextGrowthTests
{
    private const string Bytes = """{"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": false}""";

    [Fact]
    public void Bytes_of_bytes_of_bytes_are_refused() => AssertRefused("null", Sequence("pretokenizers", Bytes, 40), "é");

    [Fact]
    public void Replacements_of_replacements_are_refused() =>
        AssertRefused(Sequence("normalizers", """{"type": "Replace", "pattern": {"String": "a"}, "content": "aaaaaaaa"}""", 40), "null", "a");

    [Fact]
    public void One_very_long_replacement_is_refused()
    {
        var content = new string('b', 40_000);
        AssertRefused($$"""{"type": "Replace", "pattern": {"String": "a"}, "content": "{{content}}"}""", "null", new string('a', 100));
    }

    [Fact]
    public void Steps_of_published_tokenizers_are_far_below()
    {
        // U+FDFA has the longest compatibility decomposition of all characters, 18 for one.
        var text = new string('\uFDFA', 100_000);
        Assert.NotEmpty(Load("""{"type": "NFKD"}""", Bytes).Encode(text).Ids);
    }

    private static void AssertRefused(string normalizer, string preTokenizer, string text) =>
        Assert.Equal("ATT4039", Assert.Throws<AttuneException>(() => Load(normalizer, preTokenizer).Encode(text)).Code);

    private static string Sequence(string name, string step, int count) =>
        $$"""{"type": "Sequence", "{{name}}": [{{string.Join(", ", Enumerable.Repeat(step, count))}}]}""";

    private static Tokenizer Load(string normalizer, string preTokenizer) => new(TokenizerFile.Parse(
        $$"""
        {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [], "normalizer": {{normalizer}}, "pre_tokenizer": {{preTokenizer}},
         "post_processor": null, "decoder": null, "model": {"type": "WordLevel", "vocab": {"<unk>": 0}, "unk_token": "<unk>"} }
        """,
        "tokenizer.json"));
}
