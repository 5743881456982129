using System.Text.Json;
using System.Text.Json.Nodes;
using Attune.Cli.Tests.Support;
using Attune.TestSupport;

namespace Attune.Cli.Tests.Tokenizers;

public sealed class EncodeTests
{
    private static readonly string Tiny = Path.Combine(AppContext.BaseDirectory, "Bases", "attune-tiny");

    [Fact]
    public void Offsets_are_code_points_and_decoding_gives_the_text_back()
    {
        var encoded = AttuneTool.Run(["tokenizer", "encode", "--tokenizer", Tiny, "--offsets"], """{"text":"a😀 b<|im_end|>"}""").Rows()[0];
        var ids = encoded.GetProperty("ids").Deserialize<int[]>()!;
        var offsets = encoded.GetProperty("offsets").Deserialize<int[][]>()!;
        Assert.Equal(ids.Length, encoded.GetProperty("tokens").GetArrayLength());
        Assert.Equal("<|im_end|>", encoded.GetProperty("tokens")[ids.Length - 1].GetString());
        Assert.Equal([0, 1], offsets[0]);
        Assert.Equal([4, 14], offsets[^1]);

        JsonObject[] rows =
        [
            new() { ["ids"] = JsonSerializer.SerializeToNode(ids) },
            new() { ["ids"] = JsonSerializer.SerializeToNode(ids), ["skip_special_tokens"] = false },
        ];
        var decoded = AttuneTool.Run(["tokenizer", "decode", "--tokenizer", Tiny], string.Join('\n', rows.Select(row => row.ToJsonString()))).Rows();
        Assert.Equal(["a😀 b", "a😀 b<|im_end|>"], decoded.Select(row => row.GetProperty("text").GetString()!));
    }

    [Fact]
    public void Special_tokens_in_a_text_are_text_where_the_row_says_so()
    {
        var rows = AttuneTool.Run(
            ["tokenizer", "encode", "--tokenizer", Tiny, "--no-special-tokens"],
            """
            {"text":"<|im_end|>"}
            {"text":"<|im_end|>","encode_special_tokens":true}
            {"text":7}
            """).Rows();
        Assert.Equal(1, rows[0].GetProperty("ids").GetArrayLength());
        Assert.True(rows[1].GetProperty("ids").GetArrayLength() > 1);
        Assert.StartsWith("stdin(3,9): error ATT3011: ", rows[2].GetProperty("error").GetString());
    }

    [Fact]
    public void A_tokenizer_that_is_not_there_stops_the_command()
    {
        var run = AttuneTool.Run(["tokenizer", "decode", "--tokenizer", "nowhere"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(": error ATT4020: ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trained_tokenizer_encodes_what_it_learned()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("corpus.txt"), string.Concat(Enumerable.Repeat("low lower lowest\nnewer wider\n", 20)));
        string[] train = ["tokenizer", "train", "--model", "bpe", "--files", folder.File("corpus.txt"), "--vocab-size", "275", "--special-token", "<|end|>", "--out", folder.File("tokenizer.json")];
        var run = AttuneTool.Run(train);
        Assert.True(run.ExitCode == 0, run.Error);
        var row = AttuneTool.Run(["tokenizer", "encode", "--tokenizer", folder.Path], """{"text":"low lower<|end|>"}""").Rows()[0];
        Assert.Equal(["low", "Ġlower", "<|end|>"], row.GetProperty("tokens").EnumerateArray().Select(token => token.GetString()!));
    }
}
