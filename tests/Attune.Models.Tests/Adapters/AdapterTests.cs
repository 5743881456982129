using Attune.Models.Tests.Architectures;
using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Models.Tests.Adapters;

public class AdapterTests
{
    private static readonly LoraOptions Options = new(4, 8, 0, ["q_proj", "down_proj"]);

    private static readonly int[] Ids = [3, 9, 2, 14, 7];

    [Fact]
    public void A_fresh_adapter_changes_nothing_and_freezes_the_base()
    {
        var model = NewModel();
        var before = Hidden(model);
        var adapter = Adapter.Attach(model, Options, seed: 2);
        Assert.Equal(before, Hidden(model));
        Assert.Equal(adapter.Parameters, model.Parameters.Where(p => p.Trainable));
        Assert.Equal(8, adapter.Parameters.Count); // two layers, two targets, two matrices

        var a = adapter.Parameters[0];
        Assert.Equal("model.layers.0.self_attn.q_proj.lora_A.weight", a.Name);
        var values = a.Value.ToArray();
        var bound = 1 / Math.Sqrt(16);
        Assert.All(values, value => Assert.InRange(value, -bound, bound));
        Assert.True(values.Max() > 0.8 * bound && values.Min() < -0.8 * bound, "uniform over the whole range");
        Assert.All(adapter.Parameters[1].Value.ToArray(), value => Assert.Equal(0f, value));
        Assert.Equal(values, Adapter.Attach(NewModel(), Options, seed: 2).Parameters[0].Value.ToArray());
        Assert.NotEqual(values, Adapter.Attach(NewModel(), Options, seed: 3).Parameters[0].Value.ToArray());
    }

    [Fact]
    public void Merging_gives_what_the_adapter_gave_and_can_be_saved()
    {
        using var folder = new TemporaryFolder();
        var model = NewModel();
        var adapter = Attach(model);
        var adapted = Hidden(model);
        Assert.NotEqual(Hidden(NewModel()), adapted);
        Assert.Throws<InvalidOperationException>(() => Model.Save(model, folder.Path));
        Assert.Throws<InvalidOperationException>(() => Adapter.Attach(model, Options, 1));

        adapter.Merge();
        Near.Relative(adapted, Hidden(model), 1e-5, "merged"); // the same sums in another order
        Assert.All(model.Parameters, parameter => Assert.True(parameter.Trainable));
        Model.Save(model, folder.Path);
        Assert.Equal(Hidden(model), Hidden(Model.Load(folder.Path, new CpuBackend(1))));
    }

    [Fact]
    public void Detaching_gives_the_base_back()
    {
        var model = NewModel();
        var before = Hidden(model);
        Attach(model).Detach();
        Assert.Equal(before, Hidden(model));
        Assert.All(model.Parameters, parameter => Assert.True(parameter.Trainable));
    }

    [Fact]
    public void A_saved_adapter_comes_back_with_its_options()
    {
        using var folder = new TemporaryFolder();
        var model = NewModel();
        var options = Options with
        {
            Dropout = 0.25,
            RankStabilized = true,
            RankPattern = [new("layers.1.self_attn.q_proj", 2)],
            AlphaPattern = [new("down_proj", 3.5)],
        };
        var adapter = Attach(model, options);
        adapter.Save(folder.Path, "base");
        var adapted = Hidden(model);
        var other = NewModel();
        var loaded = Adapter.Load(other, folder.Path);
        Assert.Equal(adapted, Hidden(other));
        Assert.Equal(adapter.Parameters.Select(p => p.ToString()), loaded.Parameters.Select(p => p.ToString()));
        var read = Assert.IsType<LoraOptions>(loaded.Options);
        Assert.Equal((options.Rank, options.Alpha, options.Dropout, true), (read.Rank, read.Alpha, read.Dropout, read.RankStabilized));
        Assert.Equal(3.5 / 2, Assert.IsType<LoraUpdate>(other.LinearLayers.Single(l => l.Name == "model.layers.0.mlp.down_proj").Update).Scale);
    }

    [Fact]
    public void Dropout_follows_the_seed_and_is_off_without_one()
    {
        var model = NewModel();
        Attach(model, Options with { Dropout = 0.5 });
        var plain = Hidden(model);
        model.DropoutSeed = 1;
        var first = Hidden(model);
        Assert.NotEqual(plain, first);
        Assert.Equal(first, Hidden(model));
        model.DropoutSeed = 2;
        Assert.NotEqual(first, Hidden(model));
        model.DropoutSeed = null;
        Assert.Equal(plain, Hidden(model));
    }

    [Theory]
    [InlineData("model.norm", 1)]
    [InlineData("norm", 5)] // PEFT compares ends of characters: input_layernorm and post_attention_layernorm of two layers too
    [InlineData("layers.0.mlp", 3)]
    public void Modules_to_save_are_found_as_PEFT_finds_them(string module, int parameters)
    {
        var model = NewModel();
        var adapter = Adapter.Attach(model, Options with { Targets = ["q_proj"], ModulesToSave = [module] }, 1);
        Assert.Equal(parameters, adapter.Parameters.Count(parameter => !parameter.Name.Contains("lora_", StringComparison.Ordinal)));
    }

    public static TheoryData<LoraOptions, string> Wrong => new()
    {
        { Options with { Targets = ["c_attn"] }, "ATT4152" },
        { Options with { Targets = [], TargetPattern = "nothing" }, "ATT4152" },
        { Options with { ModulesToSave = ["score"] }, "ATT4152" },
        { Options with { Rank = 0 }, "ATT4153" },
        { Options with { Dropout = 1 }, "ATT4153" },
        { Options with { Targets = [] }, "ATT4153" },
        { Options with { TargetPattern = "(" }, "ATT4153" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Wrong_settings_are_refused_and_leave_the_model_alone(LoraOptions options, string code)
    {
        var model = NewModel();
        Assert.Equal(code, Assert.Throws<AttuneException>(() => Adapter.Attach(model, options, 1)).Code);
        Assert.All(model.Parameters, parameter => Assert.True(parameter.Trainable));
        Adapter.Attach(model, Options, 1);
    }

    [Theory]
    [InlineData("{", "ATT4150")]
    [InlineData("""{"peft_type": "OF_NEXT_YEAR", "r": 4}""", "ATT4151")]
    [InlineData("""{"peft_type": "LORA", "r": 4, "use_dora": "yes"}""", "ATT4150")]
    [InlineData("""{"peft_type": "LORA", "r": 4, "bias": "some"}""", "ATT4151")]
    [InlineData("""{"peft_type": "LORA", "r": "4"}""", "ATT4150")]
    [InlineData("""{"peft_type": "LORA", "r": 4, "lora_alpha": 8, "target_modules": ["q_proj"]}""", "ATT4154")] // down_proj is surplus
    [InlineData("""{"peft_type": "LORA", "r": 3, "lora_alpha": 8, "target_modules": ["q_proj", "down_proj"]}""", "ATT4154")] // shapes
    public void Files_that_do_not_fit_are_refused(string configuration, string code)
    {
        using var folder = new TemporaryFolder();
        Attach(NewModel()).Save(folder.Path);
        File.WriteAllText(folder.File("adapter_config.json"), configuration);
        var model = NewModel();
        Assert.Equal(code, Assert.Throws<AttuneException>(() => Adapter.Load(model, folder.Path)).Code);
        Assert.All(model.LinearLayers, layer => Assert.Null(layer.Update));
    }

    private static ICausalLanguageModel NewModel() => Model.Initialize(ModelFilesTests.Tiny, new CpuBackend(1), 5);

    /// <summary>An adapter whose B is not zero.</summary>
    private static Adapter Attach(ICausalLanguageModel model, LoraOptions? options = null)
    {
        var adapter = Adapter.Attach(model, options ?? Options, 2);
        var random = new CounterRandom(4, "b");
        foreach (var parameter in adapter.Parameters.Where(p => p.Name.Contains("lora_B", StringComparison.Ordinal)))
        {
            var values = parameter.Value.AsSpan();
            for (var i = 0; i < values.Length; i++)
                values[i] = (float)random.Normal((ulong)i);
        }

        return adapter;
    }

    private static float[] Hidden(ICausalLanguageModel model) => model.Hidden(PackedTokens.Pack([Ids])).ToArray();
}
