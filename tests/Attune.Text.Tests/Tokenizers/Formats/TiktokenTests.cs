using System.Text.Json;
using Attune.TestSupport;
using Attune.Text.Tokenizers;

namespace Attune.Text.Tests.Tokenizers.Formats;

public class TiktokenTests
{
    private const string Data = "data/tok-tiktoken/Microsoft.ML.Tokenizers.Data.";

    [SharedTheory("data/tok-tiktoken")]
    [InlineData("Cl100kBase/Data/cl100k_base.tiktoken", null, "vectors/tokens.json")]
    [InlineData("Cl100kBase/Data/cl100k_base.tiktoken", null, "vectors-ms-tokenizer/tokens_gpt_3.5_turbo.json")]
    [InlineData("O200kBase/Data/o200k_base.tiktoken", null, "vectors/tokens_gpt4o.json")]
    [InlineData("O200kBase/Data/o200k_base.tiktoken", null, "vectors-ms-tokenizer/tokens_gpt_4o.json")]
    [InlineData("P50kBase/Data/p50k_base.tiktoken", null, "vectors/tokens_p50k_base.json")]
    [InlineData("P50kBase/Data/p50k_base.tiktoken", "p50k_edit", "vectors/tokens_p50k_edit.json")]
    [InlineData("P50kBase/Data/p50k_base.tiktoken", "p50k_edit", "vectors-ms-tokenizer/tokens_p50k_edit.json")]
    [InlineData("P50kBase/Data/p50k_base.tiktoken", null, "vectors-ms-tokenizer/tokens_p50k_base.json")]
    [InlineData("Gpt2/Data/gpt2.tiktoken", null, "vectors/tokens_gpt2.json")]
    [InlineData("Gpt2/Data/gpt2.tiktoken", "r50k_base", "vectors/tokens_r50k_base.json")]
    [InlineData("Gpt2/Data/gpt2.tiktoken", null, "vectors-ms-tokenizer/tokens_gpt2.json")]
    [InlineData("Gpt2/Data/gpt2.tiktoken", "r50k_base", "vectors-ms-tokenizer/tokens_r50k_base.json")]
    public void A_source_file_as_tiktoken_splits_it(string ranks, string? name, string vectors)
    {
        var tokenizer = Tokenizer.Load(SharedData.Path(Data + ranks), new TokenizerLoadOptions { Splits = name });
        var text = File.ReadAllText(SharedData.Path("data/tok-tiktoken", Path.GetDirectoryName(vectors)!, "lib.rs.txt"));
        var expected = JsonSerializer.Deserialize<int[]>(File.ReadAllText(SharedData.Path("data/tok-tiktoken", vectors)))!;
        var ids = tokenizer.Encode(text).Ids;
        var same = expected.Zip(ids).TakeWhile(pair => pair.First == pair.Second).Count();
        Assert.True(expected.AsSpan().SequenceEqual(ids), $"{same} of {expected.Length} ids are the same, then {string.Join(' ', ids.Skip(same).Take(5))} not {string.Join(' ', expected.Skip(same).Take(5))}");
        Assert.Equal(text, tokenizer.Decode(ids));
    }

    [SharedTheory("data/tok-tiktoken")]
    [InlineData("data/tok-tiktoken/Microsoft.ML.Tokenizers.Data.Cl100kBase/Data/cl100k_base.tiktoken", "<|endofprompt|>", 100276)]
    [InlineData("data/tok-tiktoken/Microsoft.ML.Tokenizers.Data.O200kBase/Data/o200k_base.tiktoken", "<|endoftext|>", 199999)]
    [InlineData("data/tok-tiktoken/Microsoft.ML.Tokenizers.Data.P50kBase/Data/p50k_base.tiktoken", "<|endoftext|>", 50256)]
    [InlineData("data/tok-llama3/llama3/tokenizer.model", "<|eot_id|>", 128009)]
    [InlineData("data/tok-qwen-tiktoken/qwen.lf.tiktoken", "<|im_end|>", 151645)]
    public void Special_tokens_of_published_encodings(string file, string content, int id)
    {
        var tokenizer = Tokenizer.Load(SharedData.Path(file));
        Assert.Equal(id, tokenizer.TokenToId(content));
        Assert.True(tokenizer.IsSpecial(id));
        Assert.Contains(id, tokenizer.Encode("a" + content).Ids);
    }

    [Fact]
    public void A_small_file_with_other_line_ends()
    {
        using var temporary = new TemporaryFolder();
        File.WriteAllText(temporary.File("my.tiktoken"), "YQ== 0\r\nYg== 1\r\nYWI= 2\r\n");
        var tokenizer = Tokenizer.Load(temporary.File("my.tiktoken"), new TokenizerLoadOptions { Splits = "llama3" });
        Assert.Equal([2, 0], tokenizer.Encode("aba").Ids);
    }

    [Theory]
    [InlineData("YQ== 0\nYg== x\n", "ATT4028", 2)]
    [InlineData("YQ== 0\nYg==\n", "ATT4028", 2)]
    [InlineData("YQ== 0\nY? 1\n", "ATT4028", 2)]
    [InlineData("YQ== 0\nYg== 0\n", "ATT4028", 2)]
    [InlineData("YQ== 0\nYQ== 1\n", "ATT4028", 2)]
    [InlineData("YQ== 0\nYg== 99999999\n", "ATT4028", 2)]
    [InlineData("YQ== 0\nYg== -1\n", "ATT4028", 2)]
    [InlineData("YQ== 0\n", "ATT4029", 0)]
    public void Mistakes_have_a_place(string content, string code, int line)
    {
        using var temporary = new TemporaryFolder();
        File.WriteAllText(temporary.File("my.tiktoken"), content);
        var error = Assert.Throws<AttuneException>(() => Tokenizer.Load(temporary.File("my.tiktoken")));
        Assert.Equal((code, line, temporary.File("my.tiktoken")), (error.Code, error.Line, error.File));
    }

    [Fact]
    public void A_name_that_nobody_knows()
    {
        using var temporary = new TemporaryFolder();
        File.WriteAllText(temporary.File("my.tiktoken"), "YQ== 0\n");
        var error = Assert.Throws<AttuneException>(() => Tokenizer.Load(temporary.Path, new TokenizerLoadOptions { Splits = "magic" }));
        Assert.Equal("ATT4029", error.Code);
        Assert.Contains("cl100k_base", error.Remedy);
    }
}
