using Attune.Models.Tests.Architectures;
using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Models.Tests.Generation;

public class TextGeneratorTests
{
    private static readonly ModelConfiguration Configuration = ModelFilesTests.Tiny with { InitializerRange = 0.3 };

    public static TheoryData<string> GoldenNames => [.. GoldenModel.Names];

    [SharedTheory("golden/models/llama")]
    [MemberData(nameof(GoldenNames))]
    public void Greedy_text_is_the_reference_s(string name)
    {
        using var golden = new GoldenModel(name, new CpuBackend(2));
        var generator = new TextGenerator(golden.Model, tokenizer: null);
        var cases = golden.Json.GetProperty("generate").EnumerateArray().ToList();
        var prompts = cases.ConvertAll(item => GoldenModel.Ints(item.GetProperty("prompt")));
        var options = new GenerationOptions { MaxNewTokens = 24 };
        var endless = generator.Generate(prompts, options with { StopTokens = [] });
        var ending = generator.Generate(prompts, options);
        for (var i = 0; i < cases.Count; i++)
        {
            Assert.Equal(GoldenModel.Ints(cases[i].GetProperty("greedy")), endless[i].TokenIds);
            var until = GoldenModel.Ints(cases[i].GetProperty("greedy_until_eos"));
            Assert.Equal(until, ending[i].TokenIds);
            Assert.Equal(until.Length < 24 ? FinishReason.StopToken : ending[i].Reason, ending[i].Reason);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 1)]
    [InlineData(32, 2)]
    public void Together_and_alone_give_the_same_tokens(int together, int threads)
    {
        var options = new GenerationOptions { MaxNewTokens = 20, Temperature = 1.3, TopP = 0.95, RepetitionPenalty = 1.1, Seed = 9 };
        var prompts = Prompts(17);
        var alone = new TextGenerator(Model.Initialize(Configuration, new CpuBackend(1), 3), null);
        var expected = prompts.Select((prompt, i) => alone.Generate([prompt], options with { Seed = 9 + (ulong)i })[0]).ToList();
        Assert.True(expected.Select(result => result.TokenIds.Length).Distinct().Count() > 3, "the answers should differ in length");

        var model = Model.Initialize(Configuration, new CpuBackend(threads), 3);
        var finished = new List<int>();
        var results = new TextGenerator(model, null) { ConcurrentSequences = together }.Generate(prompts, options, finished.Add);
        for (var i = 0; i < prompts.Length; i++)
        {
            Assert.Equal(expected[i].TokenIds, results[i].TokenIds);
            Assert.Equal(expected[i].Reason, results[i].Reason);
        }

        Assert.Equal(Enumerable.Range(0, prompts.Length), finished.Order());
    }

    [Fact]
    public void Logits_of_one_token_at_a_time_are_those_of_the_whole_prompt_bit_for_bit()
    {
        var model = Model.Initialize(Configuration, new CpuBackend(2), 3);
        var ids = Prompts(1)[0];
        var places = Enumerable.Range(0, ids.Length).ToArray();
        var whole = model.HiddenCached(ids, new int[ids.Length], places, model.CreateCache(1, 64)).ToArray();
        var cache = model.CreateCache(2, 64);
        for (var i = 0; i < ids.Length; i++)
        {
            var one = model.HiddenCached([ids[i]], [1], [i], cache).ToArray();
            Assert.Equal(whole[(i * one.Length)..((i + 1) * one.Length)], one);
        }

        // And training computes the same bits: what is evaluated is what was trained.
        Assert.Equal(model.Hidden(PackedTokens.Pack([ids])).ToArray(), whole);
    }

    [Fact]
    public void Generation_ends_for_the_reason_it_says()
    {
        var generator = new TextGenerator(Model.Initialize(Configuration, new CpuBackend(1), 3), null);
        var prompt = Prompts(1)[0];
        var options = new GenerationOptions { MaxNewTokens = 5, StopTokens = [] };
        var five = generator.Generate([prompt], options)[0];
        Assert.Equal((5, FinishReason.MaxNewTokens), (five.TokenIds.Length, five.Reason));

        var stop = five.TokenIds[2];
        var cut = generator.Generate([prompt], options with { StopTokens = [stop] })[0];
        Assert.Equal(FinishReason.StopToken, cut.Reason);
        Assert.Equal(five.TokenIds[..(Array.IndexOf(five.TokenIds, stop) + 1)], cut.TokenIds);

        // The model sees 64 tokens at most: the last one it writes is the 65th.
        var all = generator.Generate([prompt], options with { MaxNewTokens = 1000 })[0];
        Assert.Equal((65 - prompt.Length, FinishReason.ContextLength), (all.TokenIds.Length, all.Reason));
    }

    [Fact]
    public void A_prompt_longer_than_the_context_is_refused()
    {
        var generator = new TextGenerator(Model.Initialize(Configuration, new CpuBackend(1), 3), null);
        var error = Assert.Throws<AttuneException>(() => generator.Generate([new int[65]], new GenerationOptions()));
        Assert.Equal("ATT4160", error.Code);
        Assert.Contains("65 tokens, the context is 64", error.Message, StringComparison.Ordinal);
        Assert.Single(generator.Generate([new int[64]], new GenerationOptions { StopTokens = [] })[0].TokenIds);
    }

    [Fact]
    public void Cancelling_stops_before_the_next_step()
    {
        var generator = new TextGenerator(Model.Initialize(Configuration, new CpuBackend(1), 3), null) { ConcurrentSequences = 1 };
        using var cancel = new CancellationTokenSource();
        var finished = 0;
        Assert.Throws<OperationCanceledException>(() => generator.Generate(
            Prompts(4),
            new GenerationOptions { MaxNewTokens = 3 },
            _ =>
            {
                finished++;
                cancel.Cancel();
            },
            cancel.Token));
        Assert.Equal(1, finished);
    }

    private static int[][] Prompts(int count)
    {
        var random = new CounterRandom(1, "prompts");
        return [.. Enumerable.Range(0, count).Select(p => Enumerable.Range(0, 3 + (p * 5 % 11))
            .Select(i => (int)(random.Bits((ulong)((p * 100) + i)) % 40)).ToArray())];
    }
}
