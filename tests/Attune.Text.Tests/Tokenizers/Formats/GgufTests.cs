using System.Buffers.Binary;
using Attune.TestSupport;
using Attune.Text.Tokenizers;

namespace Attune.Text.Tests.Tokenizers.Formats;

public class GgufTests
{
    private static readonly string[] Tokens = ["a", "b", "ab", "<e>"];

    [Fact]
    public void A_small_file()
    {
        using var temporary = new TemporaryFolder();
        File.WriteAllBytes(temporary.File("model.gguf"), Build(file =>
        {
            file.Text("general.name", "x").List("general.list", 5, [1, 2, 3]);
            file.Text("tokenizer.ggml.model", "gpt2").Text("tokenizer.ggml.pre", "llama-bpe").Texts("tokenizer.ggml.tokens", Tokens);
            file.List("tokenizer.ggml.token_type", 5, [1, 1, 1, 3]).Texts("tokenizer.ggml.merges", ["a b"]);
            file.Number("tokenizer.ggml.eos_token_id", 3).Flag("tokenizer.ggml.add_eos_token", true);
        }));
        var tokenizer = Tokenizer.Load(temporary.Path);
        Assert.Equal([2, 3, 0, 3], tokenizer.EncodePair("ab<e>a").Ids);
        Assert.True(tokenizer.IsSpecial(3));
    }

    [Theory]
    [InlineData("magic", "tokenizer of kind 'magic'")]
    [InlineData("llama", "4 tokens, 0 scores")]
    [InlineData("gpt2", "no merges")]
    public void What_is_missing_is_told(string model, string fact)
    {
        using var temporary = new TemporaryFolder();
        var path = temporary.File("model.gguf");
        File.WriteAllBytes(path, Build(file => file.Text("tokenizer.ggml.model", model).Texts("tokenizer.ggml.tokens", Tokens)));
        var error = Assert.Throws<AttuneException>(() => Tokenizer.Load(path));
        Assert.Equal(("ATT4030", path), (error.Code, error.File));
        Assert.Contains(fact, error.Fact);
    }

    [Fact]
    public void An_unknown_way_of_cutting_is_told()
    {
        using var temporary = new TemporaryFolder();
        File.WriteAllBytes(temporary.File("model.gguf"), Build(file => file
            .Text("tokenizer.ggml.model", "gpt2").Text("tokenizer.ggml.pre", "magic").Texts("tokenizer.ggml.tokens", Tokens)
            .Texts("tokenizer.ggml.merges", ["a b"])));
        Assert.Equal("ATT4029", Assert.Throws<AttuneException>(() => Tokenizer.Load(temporary.Path)).Code);
    }

    [Theory]
    [InlineData(8, 1UL << 62, "")]
    [InlineData(16, 1UL << 62, "announces 4611686018427387904 values")]
    [InlineData(24, 1UL << 62, "announces a text of 4611686018427387904 bytes")]
    [InlineData(24, ulong.MaxValue, "announces a text of 18446744073709551615 bytes")]
    public void Announced_numbers_are_not_believed(int at, ulong number, string fact)
    {
        using var temporary = new TemporaryFolder();
        var bytes = Build(file => file.Text("tokenizer.ggml.model", "gpt2").Texts("tokenizer.ggml.tokens", Tokens));
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at), number);
        File.WriteAllBytes(temporary.File("model.gguf"), bytes);
        var error = Assert.Throws<AttuneException>(() => Tokenizer.Load(temporary.Path));
        Assert.Equal("ATT4030", error.Code);
        Assert.Contains(fact, error.Fact);
    }

    [Fact]
    public void A_damaged_file_is_an_error_and_no_crash()
    {
        using var temporary = new TemporaryFolder();
        var good = Build(file => file
            .Text("tokenizer.ggml.model", "llama").Texts("tokenizer.ggml.tokens", Tokens)
            .List("tokenizer.ggml.token_type", 5, [1, 1, 1, 3]).List("tokenizer.ggml.scores", 5, [0, 0, 0, 0]));
        var random = new Random(9);
        for (var run = 0; run < 500; run++)
        {
            var damaged = good[..random.Next(30, good.Length + 1)];
            for (var i = run % 4; i > 0; i--)
                damaged[random.Next(4, damaged.Length)] = (byte)random.Next(256);
            File.WriteAllBytes(temporary.File("model.gguf"), damaged);
            try
            {
                Tokenizer.Load(temporary.Path).Encode("ab<e>");
            }
            catch (AttuneException e)
            {
                Assert.True(e.Code.StartsWith("ATT40", StringComparison.Ordinal), e.ToString());
            }
        }
    }

    private static byte[] Build(Action<GgufWriter> write)
    {
        var writer = new GgufWriter();
        write(writer);
        return writer.ToArray();
    }
}
