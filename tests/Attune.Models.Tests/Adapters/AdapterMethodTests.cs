using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Models.Tests.Adapters;

/// <summary>What holds for every method.</summary>
public class AdapterMethodTests
{
    private static readonly int[] First = [3, 9, 2, 14, 7], Second = [1, 8, 30];

    public static TheoryData<string> Names => TinyAdapters.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_saved_adapter_comes_back_and_leaves_the_base_as_it_was(string name)
    {
        using var folder = new TemporaryFolder();
        var model = TinyAdapters.NewModel();
        var before = TinyAdapters.Logits(model, First, Second);
        var adapter = TinyAdapters.Trained(model, name);
        var adapted = TinyAdapters.Logits(adapter.Model, First, Second);
        Assert.NotEqual(before, adapted);
        Assert.Equal(adapter.Parameters.ToHashSet(), adapter.Model.Parameters.Where(parameter => parameter.Trainable).ToHashSet());
        Assert.Throws<InvalidOperationException>(() => Adapter.Attach(model, TinyAdapters.Options[name], 1));
        adapter.Save(folder.Path, "base");
        adapter.Detach();
        Assert.Equal(before, TinyAdapters.Logits(model, First, Second));
        Assert.All(model.Parameters, parameter => Assert.True(parameter.Trainable));

        var loaded = Adapter.Load(TinyAdapters.NewModel(threads: 2), folder.Path);
        Assert.Equal(adapted, TinyAdapters.Logits(loaded.Model, First, Second));
        Assert.Equal(adapter.Parameters.Select(p => p.ToString()), loaded.Parameters.Select(p => p.ToString()));
        Assert.Equal(TinyAdapters.Options[name].GetType(), loaded.Options.GetType());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_document_s_numbers_do_not_depend_on_its_company(string name)
    {
        var model = TinyAdapters.Trained(TinyAdapters.NewModel(), name).Model;
        Assert.Equal(
            [.. TinyAdapters.Logits(model, First), .. TinyAdapters.Logits(model, Second)], TinyAdapters.Logits(model, First, Second));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Generation_with_a_cache_gives_the_bits_of_the_packed_pass(string name)
    {
        var model = TinyAdapters.Trained(TinyAdapters.NewModel(), name).Model;
        var packed = model.Hidden(PackedTokens.Pack([First])).ToArray();
        var cache = model.CreateCache(2, 20);
        var width = model.Configuration.HiddenSize;
        for (var i = 0; i < First.Length; i++)
            Assert.Equal(packed.AsSpan(i * width, width).ToArray(), model.HiddenCached([First[i]], [1], [i], cache).ToArray());
        var both = model.HiddenCached([.. Second, .. First], [1, 1, 1, 0, 0, 0, 0, 0], [0, 1, 2, 0, 1, 2, 3, 4], cache).ToArray(); // the place of a sequence is used again
        Assert.Equal([.. model.Hidden(PackedTokens.Pack([Second])).ToArray(), .. packed], both);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_merge_gives_what_the_adapter_gave_or_is_refused(string name)
    {
        var model = TinyAdapters.NewModel();
        var adapter = TinyAdapters.Trained(model, name);
        var adapted = TinyAdapters.Logits(adapter.Model, First);
        if (adapter.IsMergeable)
        {
            adapter.Merge();
            Near.Relative(adapted, TinyAdapters.Logits(model, First), 1e-5, "merged"); // the same sums in another order
        }
        else
        {
            Assert.Equal("ATT4180", Assert.Throws<AttuneException>(() => adapter.Merge()).Code);
            Assert.Equal(adapted, TinyAdapters.Logits(adapter.Model, First));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_plan_counts_what_is_trained(string name)
    {
        var adapter = TinyAdapters.Trained(TinyAdapters.NewModel(), name);
        var plan = ModelPlan.For(TinyAdapters.NewModel().Configuration, TinyAdapters.Options[name]);
        Assert.Equal(adapter.Parameters.Sum(p => (long)p.Shape.ElementCount), plan.TrainableParameters);
        Assert.Equal(adapter.Model.Parameters.Sum(p => (long)p.Shape.ElementCount), plan.TotalParameters);
    }

    [Fact]
    public void Virtual_tokens_can_start_from_the_embeddings_of_a_text()
    {
        var model = TinyAdapters.NewModel();
        var adapter = Adapter.Attach(model, new PromptTuningOptions(3) { InitialTokens = [4, 11] }, 1);
        var (rows, width) = (adapter.Parameters[0].Value.ToArray(), model.Configuration.HiddenSize);
        var embedding = model.Embedding.Weight.Value.ToArray();
        Assert.Equal([.. Row(4), .. Row(11), .. Row(4)], rows);
        Assert.Equal("ATT4153", Code(new PromptTuningOptions(3) { InitialTokens = [999] }));
        Assert.Equal("ATT4153", Code(new PromptTuningOptions(0)));
        Assert.Equal("ATT4153", Code(new PTuningOptions(3, 0)));
        Assert.Equal("ATT4153", Code(new PrefixTuningOptions(64))); // the whole context
        Assert.Equal("ATT4153", Code(new BottleneckOptions(false, false)));
        Assert.Equal("ATT4153", Code(BottleneckOptions.Pfeiffer with { ReductionFactor = 17 }));
        Assert.Equal("ATT4153", Code(new Ia3Options(["k_proj"], ["down_proj"])));
        Assert.Equal("ATT4151", Code(new Ia3Options(["lm_head"], [])));
        Assert.Equal("ATT4151", Code(new LoraOptions(2, 4, 0, ["lm_head"]) { WeightDecomposed = true }));

        float[] Row(int id) => embedding.AsSpan(id * width, width).ToArray();
        static string Code(IAdapterOptions options) =>
            Assert.Throws<AttuneException>(() => Adapter.Attach(TinyAdapters.NewModel(), options, 1)).Code;
    }

    [Fact]
    public void The_context_is_shorter_by_the_virtual_tokens()
    {
        var adapter = TinyAdapters.Trained(TinyAdapters.NewModel(), "prefix");
        var full = TinyAdapters.NewModel().Configuration.MaxPositions;
        Assert.Equal(full - 5, adapter.Model.Configuration.MaxPositions);
        var longest = Enumerable.Range(0, full - 5).Select(i => i % 40).ToArray();
        TinyAdapters.Logits(adapter.Model, longest);
        Assert.Equal(full - 5, new GenerationEngine(adapter.Model, 1, 1000).MaxLength);
    }

    [Fact]
    public void Dropout_with_DoRA_leaves_the_base_term_alone()
    {
        // With s B A = 0 the change is (m/n - 1) W x; with m = n nothing is left of it, whatever is dropped.
        var model = TinyAdapters.NewModel();
        var before = TinyAdapters.Logits(model, First);
        Adapter.Attach(model, new LoraOptions(2, 4, 0.5, ["q_proj"]) { WeightDecomposed = true }, 1);
        model.DropoutSeed = 3;
        Near.Relative(before, TinyAdapters.Logits(model, First), 1e-5, "fresh"); // m / n is one but for rounding
    }

    [Fact]
    public void A_prompt_encoder_that_is_missing_or_damaged()
    {
        using var folder = new TemporaryFolder();
        var adapter = TinyAdapters.Trained(TinyAdapters.NewModel(), "p-tuning");
        var adapted = TinyAdapters.Logits(adapter.Model, First);
        adapter.Save(folder.Path);
        var path = folder.File("prompt_encoder.safetensors");
        SafetensorsFile.Write(path, [SafetensorsTensor.From("prompt_encoder.default.embedding.weight", new[] { 1, 1 }, new[] { 1f })]);
        var error = Assert.Throws<AttuneException>(() => Adapter.Load(TinyAdapters.NewModel(), folder.Path));
        Assert.Equal(("ATT4154", path), (error.Code, error.File));
        File.Delete(path);
        var loaded = Adapter.Load(TinyAdapters.NewModel(), folder.Path);
        Assert.Equal(adapted, TinyAdapters.Logits(loaded.Model, First));
        Assert.Equal("prompt_embeddings", Assert.Single(loaded.Parameters).Name);
    }
}
