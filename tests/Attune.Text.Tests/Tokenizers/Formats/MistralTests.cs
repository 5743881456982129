using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Attune.TestSupport;
using Attune.Text.Tokenizers;

namespace Attune.Text.Tests.Tokenizers.Formats;

/// <summary>Mistral's SentencePiece models against the conversations that its own library keeps with their tokens.</summary>
public class MistralTests
{
    private const string Folder = "data/tok-mistral";

    [SharedTheory(Folder)]
    [InlineData("v1", "tokenizer.model.v1", 1)]
    [InlineData("v2", "mistral_instruct_tokenizer_240216.model.v2", 6)]
    [InlineData("v3", "mistral_instruct_tokenizer_240323.model.v3", 6)]
    public void Conversations(string version, string model, int atLeast)
    {
        var tokenizer = Tokenizer.Load(SharedData.Path(Folder, model));
        var rows = 0;
        foreach (var sample in Directory.EnumerateDirectories(SharedData.Path(Folder, "samples")))
        {
            var file = Path.Combine(sample, $"text_{version}.txt");
            if (!File.Exists(file))
                continue;
            using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(sample, $"tokens_{version}.json")));
            var expected = document.RootElement.GetProperty("tokens").EnumerateArray().Select(id => id.GetInt32());
            Assert.Equal(expected, Encode(tokenizer, File.ReadAllText(file)));
            rows++;
        }

        Assert.True(rows >= atLeast, $"only {rows}");
    }

    [SharedTheory(Folder)]
    [InlineData("mistral_instruct_tokenizer_241114.model.v7")]
    [InlineData("mistral_instruct_tokenizer_241114.model.v7m1")]
    [InlineData("mistral_instruct_tokenizer_240323.model.v3")]
    public void Any_text_comes_back(string model)
    {
        var tokenizer = Tokenizer.Load(SharedData.Path(Folder, model));
        foreach (var text in new[] { "Hello world", "  two  spaces ", "é😁\n\ttab", "生活的真谛是", "\u0000\uFFFD" })
            Assert.Equal(text, tokenizer.Decode(tokenizer.Encode(text).Ids));
        Assert.Equal(3, Assert.Single(tokenizer.Encode("[INST]").Ids));
    }

    /// <summary>The files hold the pieces' texts; what lies between control tokens was encoded by itself.</summary>
    private static List<int> Encode(Tokenizer tokenizer, string pieces)
    {
        // In the first version, [INST] is text.
        var control = tokenizer.TokenToId("[INST]") is null ? "<s>|</s>" : @"<s>|</s>|\[/?[A-Z_]+\]";
        var ids = new List<int>();
        foreach (Match match in Regex.Matches(pieces.TrimEnd('\n'), $"({control})|((?!{control}).)+", RegexOptions.Singleline))
        {
            if (match.Groups[1].Success && tokenizer.TokenToId(match.Value) is { } id)
            {
                ids.Add(id);
                continue;
            }

            var text = new StringBuilder(match.Value).Replace('▁', ' ').Replace("<0x0A>", "\n").ToString();
            ids.AddRange(tokenizer.Encode(text.StartsWith(' ') ? text[1..] : text, parseSpecialTokens: false).Ids);
        }

        return ids;
    }
}
