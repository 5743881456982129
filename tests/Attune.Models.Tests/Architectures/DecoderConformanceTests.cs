using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Models.Tests.Architectures;

/// <summary>What must hold for every family without any numbers of others: gradients are derivatives, the cache is the pass.</summary>
public class DecoderConformanceTests
{
    private static readonly int[] First = [3, 9, 2, 14, 7, 30, 22, 5, 18, 39, 1, 12], Second = [8, 1, 30, 11, 6, 25, 17];

    public static TheoryData<string> Names => [.. TinyDecoders.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_are_derivatives(string name)
    {
        var model = TinyDecoders.Create(name, new ReferenceBackend());
        var tokens = PackedTokens.Pack([First, Second]);
        Loss(model, tokens).Backward();
        var random = new Random(7);
        foreach (var parameter in model.Parameters)
        {
            var (value, gradient) = (parameter.Value, parameter.Value.Gradient);
            Assert.True(gradient is not null, $"{parameter.Name} got no gradient");
            double[] direction = [.. Enumerable.Range(0, parameter.Shape.ElementCount).Select(_ => random.NextDouble() - 0.5)];
            var slope = 0.0;
            for (var i = 0; i < direction.Length; i++)
                slope += gradient.AsDoubleSpan()[i] * direction[i];
            var (near, far) = (Difference(1e-4), Difference(2e-4));
            // Central differences are off by h^2: what the two differ by is three times the error of the nearer one.
            Assert.Equal(((4 * near) - far) / 3, slope, (Math.Abs(near - far) * 1e-1) + 1e-9);

            double Difference(double step) => (LossAt(step) - LossAt(-step)) / (2 * step);

            double LossAt(double step)
            {
                using var off = Gradients.Off();
                var before = value.AsDoubleSpan().ToArray();
                for (var i = 0; i < direction.Length; i++)
                    value.AsDoubleSpan()[i] += step * direction[i];
                using var scope = model.Backend.BeginScope();
                var loss = Loss(model, tokens).AsDoubleSpan()[0];
                before.CopyTo(value.AsDoubleSpan());
                return loss;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Tokens_one_by_one_from_the_cache_have_the_bits_of_the_whole_pass(string name)
    {
        var model = TinyDecoders.Create(name, new CpuBackend(2));
        using var off = Gradients.Off();
        // A pass tells LongRoPE how long a sequence is, which a cache learns step by step: within the original context they agree.
        var tokens = model.Configuration.Rotary.Scaling is LongRopeScaling { OriginalMaxPositions: var original } ? First[..original] : First;
        var whole = model.Logits(model.Hidden(PackedTokens.Pack([tokens]))).ToArray();
        var cache = model.CreateCache(2, 32);
        var width = model.Configuration.VocabularySize;
        var prompt = model.Logits(model.HiddenCached(tokens.AsSpan(0, 3), [1, 1, 1], [0, 1, 2], cache)).ToArray();
        Assert.Equal(whole[..(3 * width)], prompt);
        for (var t = 3; t < tokens.Length; t++)
            Assert.Equal(whole[(t * width)..((t + 1) * width)], model.Logits(model.HiddenCached([tokens[t]], [1], [t], cache)).ToArray());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_document_is_the_same_alone_packed_and_for_any_number_of_threads(string name)
    {
        using var off = Gradients.Off();
        var (one, many) = (TinyDecoders.Create(name, new CpuBackend(1)), TinyDecoders.Create(name, new CpuBackend(3)));
        var alone = one.Logits(one.Hidden(PackedTokens.Pack([Second]))).ToArray();
        Assert.Equal(alone, many.Logits(many.Hidden(PackedTokens.Pack([First, Second]))).ToArray()[^alone.Length..]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Some_tokens_have_the_bits_that_they_have_among_all(string name)
    {
        var model = TinyDecoders.Create(name, new CpuBackend(2));
        using var off = Gradients.Off();
        var tokens = PackedTokens.Pack([First, Second]);
        int[] wanted = [1, 4, 4, First.Length + 1];
        Assert.Equal(model.Hidden(tokens).SelectRows(wanted).ToArray(), model.Hidden(tokens, wanted).ToArray());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Layers_computed_once_more_give_the_same_gradients(string name)
    {
        var tokens = PackedTokens.Pack([First, Second]);
        Assert.Equal(Gradients(recomputes: false), Gradients(recomputes: true));

        float[] Gradients(bool recomputes)
        {
            var model = TinyDecoders.Create(name, new CpuBackend(1));
            model.RecomputesLayers = recomputes;
            using var scope = model.Backend.BeginScope();
            Loss(model, tokens).Backward();
            return [.. model.Parameters.SelectMany(parameter => parameter.Value.Gradient?.ToArray() ?? [])];
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_saved_model_is_loaded_again(string name)
    {
        using var folder = new TemporaryFolder();
        var model = TinyDecoders.Create(name, new CpuBackend(1));
        Model.Save(model, folder.Path);
        var loaded = Model.Load(folder.Path, new CpuBackend(1));
        Assert.Equal(model.Parameters.Select(p => $"{p}"), loaded.Parameters.Select(p => $"{p}"));
        Assert.All(model.Parameters.Zip(loaded.Parameters), pair => Assert.Equal(pair.First.Value.ToArray(), pair.Second.Value.ToArray()));
        var tokens = PackedTokens.Pack([First]);
        Assert.Equal(model.Logits(model.Hidden(tokens)).ToArray(), loaded.Logits(loaded.Hidden(tokens)).ToArray());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_family_can_be_planned_and_adapted(string name)
    {
        var model = TinyDecoders.Create(name, new CpuBackend(1));
        var options = new LoraOptions(2, 4, 0, [LoraOptions.AllLinear]);
        var plan = ModelPlan.For(model.Configuration, options);
        var before = model.Logits(model.Hidden(PackedTokens.Pack([First]))).ToArray();
        Adapter.Attach(model, options, seed: 3);
        Assert.Equal(plan.TrainableParameters, model.Parameters.Where(p => p.Trainable).Sum(p => (long)p.Shape.ElementCount));
        Assert.Equal(before, model.Logits(model.Hidden(PackedTokens.Pack([First]))).ToArray());
        Loss(model, PackedTokens.Pack([First, Second])).Backward();
        Assert.Contains(model.Parameters, p => p.Trainable && p.Value.Gradient!.ToArray().Any(g => g != 0));
    }

    /// <summary>Beyond the original context the other divisors hold, for the whole of the sequence.</summary>
    [Fact]
    public void LongRoPE_looks_at_the_length_of_each_document()
    {
        using var off = Gradients.Off();
        var model = TinyDecoders.Create("phi3, longrope, partial, window", new CpuBackend(1));
        int[] tokens = [.. First.Take(9)];
        var (within, beyond) = (Hidden(tokens[..8]), Hidden(tokens));
        Assert.NotEqual(within[16..32], beyond[16..32]); // the second token, in spite of the same past
        var cache = model.CreateCache(1, 32);
        Assert.Equal(beyond, model.HiddenCached(tokens, new int[9], [.. Enumerable.Range(0, 9)], cache).ToArray());

        float[] Hidden(int[] document) => model.Hidden(PackedTokens.Pack([document])).ToArray();
    }

    [Fact]
    public void Dynamic_frequencies_follow_the_length_of_each_document()
    {
        using var off = Gradients.Off();
        var configuration = TinyDecoders.Read("llama, dynamic");
        Assert.Equal(128, configuration.MaxPositions); // twice what the file says
        var model = Model.Initialize(
            configuration with { InitializerRange = 0.3, Rotary = new() { Scaling = new DynamicScaling(2, 8) } }, new CpuBackend(1), 3);
        var (within, beyond) = (Hidden(First[..8]), Hidden(First));
        Assert.NotEqual(within[16..32], beyond[16..32]);
        Assert.Equal([.. beyond, .. Hidden(Second), .. within], Hidden(First, Second, First[..8]));

        float[] Hidden(params int[][] documents) => model.Hidden(PackedTokens.Pack(documents)).ToArray();
    }

    /// <summary>A generated sequence that crosses the border is computed again from its start, as the reference library does.</summary>
    [Fact]
    public void Generation_across_the_border_of_LongRoPE_agrees_with_the_whole_pass()
    {
        using var off = Gradients.Off();
        var model = TinyDecoders.Create("phi3, longrope, partial, window", new CpuBackend(1));
        var result = new TextGenerator(model, tokenizer: null).Generate([First[..5]], new GenerationOptions { MaxNewTokens = 10, StopTokens = [] })[0];
        List<int> sequence = [.. First[..5]];
        foreach (var token in result.TokenIds)
        {
            var logits = model.Logits(model.Hidden(PackedTokens.Pack([[.. sequence]]))).ToArray()[^40..];
            Assert.Equal(Array.IndexOf(logits, logits.Max()), token);
            sequence.Add(token);
        }
    }

    private static Tensor Loss(ICausalLanguageModel model, PackedTokens tokens)
    {
        int[] rows = [0, 2, 5, 9, 12, 15];
        return model.CrossEntropy(model.Hidden(tokens), rows, [.. rows.Select(row => tokens.TokenIds[row + 1])], 6);
    }
}
