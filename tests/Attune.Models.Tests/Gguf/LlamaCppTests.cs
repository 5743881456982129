using System.Diagnostics;
using System.Text.Json;
using Attune.Tensors;
using Attune.TestSupport;
using Attune.Text.Conversations;

namespace Attune.Models.Tests.Gguf;

/// <summary>The model that ships with Attune, written as GGUF here and run by llama.cpp: same tokens, same greedy text.</summary>
public sealed class LlamaCppTests
{
    private const int Answer = 24;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private static readonly string[] Questions =
    [
        "Name three colours.", "What is 12 plus 345?", "They'll say: \"Grüße\"; I'M here, it's 3.14!", "a  b   c\n\n  1\n 22\t333", "{\n  \"id\": 17,\n  \"tags\": [1, 22, 333]\n}",
    ];

    [LlamaCppTheory]
    [InlineData("F32", ActivationPrecision.Float32, 0.004)]
    [InlineData("F16", ActivationPrecision.Float32, 0.004)]
    [InlineData("Q8_0", ActivationPrecision.Float32, 0.12)]
    [InlineData("Q4_K_M", ActivationPrecision.Float32, 0.18)]
    [InlineData("Q8_0", ActivationPrecision.Int8, 0.24)] // both sides round
    [InlineData("Q4_K_M", ActivationPrecision.Int8, 0.36)]
    public void What_is_written_here_says_there_what_it_says_here(string storage, ActivationPrecision activations, double tie)
    {
        var folder = Path.Combine(SharedData.RepositoryRoot, "src", "Attune", "Bases", "attune-tiny");
        using var temporary = new TemporaryFolder();
        var file = temporary.File("tiny.gguf");
        Assert.Empty(GgufModel.Write(folder, file, GgufStorage.Find(storage)!));
        var text = ModelText.Open(file);
        var template = ChatTemplate.Parse(text.ChatTemplateSource!, text.SpecialTokens);
        string[] prompts = [.. Questions.Select(question =>
            template.Render(new Conversation([new Message("user", question)]), addGenerationPrompt: true).Text.Text)];
        using var answers = JsonDocument.Parse(Run(file, prompts, Answer));

        using var backend = new CpuBackend(2);
        var model = activations == ActivationPrecision.Float32 ? GgufModel.Load(file, backend) : GgufModel.LoadFrozen(file, backend, activations);
        var options = new GenerationOptions { MaxNewTokens = Answer, StopTokens = [.. text.StopTokenIds] };
        for (var i = 0; i < prompts.Length; i++)
        {
            var ids = text.Tokenizer.Encode(prompts[i]).Ids;
            var answer = answers.RootElement[i];
            Assert.Equal(Ints(answer.GetProperty("tokens")), ids);
            var greedy = Ints(answer.GetProperty("greedy"));
            var own = new TextGenerator(model, text.Tokenizer).Generate([ids], options)[0].TokenIds;
            Compare(model, ids, own, greedy, tie, $"{storage}, {activations}, prompt {i}");
        }
    }

    /// <summary>All families in floats, and one of each form of tensors (plain, experts, fused) in blocks.</summary>
    public static TheoryData<string, string> Families
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var family in TinyGgufModels.Names)
                data.Add(family, "F32");
            foreach (var family in (string[])["llama", "mixtral", "qwen2_moe", "gpt_neox"])
            {
                data.Add(family, "Q8_0");
                data.Add(family, "Q4_K");
            }

            return data;
        }
    }

    /// <summary>Random models: what an order of rows, a norm or a factor would get wrong leads to other texts from the first token on.</summary>
    [LlamaCppTheory]
    [MemberData(nameof(Families))]
    public void Every_family_goes_on_as_here(string family, string storage)
    {
        using var folder = new TemporaryFolder();
        TinyGgufModels.Write(family, folder);
        var file = folder.File("model.gguf");
        GgufModel.Write(folder.Path, file, GgufStorage.Find(storage)!);
        GoesOnAsHere(file, $"{family}, {storage}", Rounding[storage]);
    }

    /// <summary>
    /// What rounding activations adds to each product, relative to its size: half a step, evenly spread (a step / sqrt 12), of 127 steps for
    /// the largest of a block, which of 256 normal numbers is about 3 deviations, and of 32 about 2.2. Keys and values are F16 always.
    /// </summary>
    private static readonly Dictionary<string, double> Rounding = new(StringComparer.Ordinal)
    {
        ["F32"] = Math.ScaleB(1, -10) / Math.Sqrt(12),
        ["Q8_0"] = 2.2 / 127 / Math.Sqrt(12),
        ["Q4_K"] = 3.0 / 127 / Math.Sqrt(12),
    };

    private static void GoesOnAsHere(string file, string what, double rounding)
    {
        const int count = 12;
        var text = ModelText.Open(file);
        string[] prompts = ["Name three colours.", "a  b   c\n\n  1\n 22\t333"];
        using var answers = JsonDocument.Parse(Run(file, prompts, count));
        using var backend = new CpuBackend(2);
        var model = GgufModel.Load(file, backend);
        var generator = new TextGenerator(model, text.Tokenizer);
        for (var i = 0; i < prompts.Length; i++)
        {
            var ids = Ints(answers.RootElement[i].GetProperty("tokens"));
            var own = generator.Generate([ids], new GenerationOptions { MaxNewTokens = count, StopTokens = [.. text.StopTokenIds] })[0].TokenIds;
            // Errors that add up, as if each branch were all of its layer: attention rounds its input once for queries, keys and values
            // and once before the output (the scores move like a third); the feed-forward part multiplies two products of one rounded
            // input (twice the error, four times its square) and rounds once more; and the head. Six deviations of the difference of two logits.
            var products = ((3 + 5) * model.Configuration.LayerCount) + 1;
            var logits = Logits(model, [.. ids, .. own]);
            var mean = logits.Average();
            var spread = Math.Sqrt(logits.Average(logit => (logit - mean) * (logit - mean)));
            Compare(model, ids, own, Ints(answers.RootElement[i].GetProperty("greedy")), 6 * Math.Sqrt(2 * products) * rounding * spread, $"{what}, prompt {i}");
        }
    }

    /// <summary>
    /// llama.cpp rounds activations to the type of the weights (keys and values to F16, others to blocks of 8 bits), which moves
    /// log-probabilities by up to 0.002 (F16), 0.06 (Q8_0) and 0.09 (Q4_K_M) nats (README of golden/quantization): where the first two
    /// choices are closer than twice that, either may be written, and what follows is another text.
    /// </summary>
    private static void Compare(ICausalLanguageModel model, int[] prompt, int[] own, int[] theirs, double tie, string what)
    {
        for (var i = 0; i < Math.Max(own.Length, theirs.Length); i++)
        {
            if (i < own.Length && i < theirs.Length && own[i] == theirs[i])
                continue;
            var lead = Lead(model, [.. prompt, .. own[..i]]);
            Assert.True(lead <= tie, $"{what}: token {i} is {string.Join(",", own)} here and {string.Join(",", theirs)} there, with a lead of {lead:0.000}");
            return;
        }
    }

    private static float Lead(ICausalLanguageModel model, int[] ids)
    {
        var logits = Logits(model, ids).OrderDescending().ToArray();
        return logits[0] - logits[1];
    }

    private static float[] Logits(ICausalLanguageModel model, int[] ids)
    {
        using var off = Gradients.Off();
        return model.Logits(model.Hidden(PackedTokens.Pack([ids])).SelectRows([ids.Length - 1])).ToArray();
    }

    private static string Run(string file, string[] prompts, int count)
    {
        var script = Path.Combine(SharedData.RepositoryRoot, "tests", "Attune.Models.Tests", "Gguf", "llama.mjs");
        var start = new ProcessStartInfo("node", [script, LlamaCppTheoryAttribute.Folder!, file])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.StandardInput.Write(JsonSerializer.Serialize(prompts.Select(text => new { text, count })));
        process.StandardInput.Close();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail("llama.cpp does not end.");
        }

        Assert.True(process.ExitCode == 0, error.Result + output.Result);
        return output.Result[output.Result.IndexOf('[', StringComparison.Ordinal)..];
    }

    private static int[] Ints(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetInt32())];
}
