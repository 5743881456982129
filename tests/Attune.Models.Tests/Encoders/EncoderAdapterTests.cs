using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Models.Tests.Encoders;

/// <summary>Adapters on encoders: what they must keep whatever their numbers.</summary>
public class EncoderAdapterTests
{
    private static readonly int[][] Texts = [[2, 5, 9, 30, 7, 3], [2, 11, 29, 3], [2, 8, 8, 25, 21, 17, 3]];

    private static readonly int[] Labels = [0, 2, 1];

    private static readonly Dictionary<string, string[]> Targets = new()
    {
        ["Bert"] = ["query", "value", "attention.output.dense"],
        ["Roberta"] = ["query", "value"],
        ["DistilBert"] = ["q_lin", "v_lin", "lin2"],
        ["ModernBert"] = ["Wqkv", "Wo"],
    };

    public static TheoryData<string, string> Adapters
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string family in Targets.Keys)
            {
                foreach (string method in new[] { "lora", "dora", "ia3" })
                    data.Add(family, method);
            }

            return data;
        }
    }

    public static TheoryData<string> Families => [.. Targets.Keys];

    [Theory]
    [MemberData(nameof(Adapters))]
    public void A_fresh_one_changes_nothing_and_a_merged_one_gives_what_it_gave(string family, string method)
    {
        var model = Model(family, new CpuBackend(1));
        float[] before = Logits(model);
        var adapter = EncoderAdapter.Attach(model, Options(family, method), 1);
        Near(before, Logits(model));
        Train(adapter);
        float[] adapted = Logits(model);
        Assert.NotEqual(before, adapted);
        var report = adapter.Merge();
        Assert.Equal(1, report.Tokens); // one text, one row of labels
        Near(adapted, Logits(model));
        Assert.All(model.Parameters, parameter => Assert.True(parameter.Trainable));
    }

    [Theory]
    [MemberData(nameof(Adapters))]
    public void A_saved_one_gives_the_same_bits_after_loading_and_leaves_the_base_as_it_was(string family, string method)
    {
        using var folder = new TemporaryFolder();
        var model = Model(family, new CpuBackend(1));
        float[] before = Logits(model);
        var adapter = EncoderAdapter.Attach(model, Options(family, method), 1);
        Train(adapter);
        float[] adapted = Logits(model);
        adapter.Save(folder.Path, "base");
        adapter.Detach();
        Assert.Equal(before, Logits(model));
        var loaded = EncoderAdapter.Load(model, folder.Path);
        Assert.Equal(adapted, Logits(model));
        Assert.Equal(adapter.Options.PeftType, loaded.Options.PeftType);
        Assert.Contains("\"task_type\": \"SEQ_CLS\"", File.ReadAllText(folder.File("adapter_config.json")), StringComparison.Ordinal);
        Assert.Equal("ATT4155", Assert.Throws<AttuneException>(() => EncoderAdapter.Load(Model(family, new CpuBackend(1), seed: 6), folder.Path)).Code);
    }

    /// <summary>
    /// In float64. A loss is read in float32, and so is the gradient: differences of losses are taken before, so that both are off by some
    /// 1e-7 of themselves, and the third derivative's part is the step squared, 1e-10, over six.
    /// </summary>
    [Theory]
    [MemberData(nameof(Adapters))]
    public void Gradients_are_the_slopes_of_the_loss(string family, string method)
    {
        var backend = new ReferenceBackend();
        var model = Model(family, backend);
        var adapter = EncoderAdapter.Attach(model, Options(family, method), 1);
        Train(adapter);
        var loss = Loss(model);
        loss.Backward();
        // DoRA's gradient takes the norms of W + s B A for constant, so that those of A and B are no slopes.
        foreach (var parameter in adapter.Parameters.Where(parameter => method != "dora" || !parameter.Name.Contains(".lora_A.") && !parameter.Name.Contains(".lora_B.")))
        {
            float[] gradient = parameter.Value.Gradient!.ToArray(), start = parameter.Value.ToArray();
            var random = new Random(parameter.Name.Length);
            double[] direction = [.. start.Select(_ => random.NextDouble() - 0.5)];
            double slope = direction.Zip(gradient, (d, g) => d * g).Sum(), scale = direction.Zip(gradient, (d, g) => Math.Abs(d * g)).Sum();
            const double step = 1e-5;
            double measured = ((double)At(step) - At(-step)) / (2 * step);
            At(0);
            Assert.True(Math.Abs(slope - measured) <= 1e-6 * (1 + scale), $"{parameter.Name}: {slope} instead of {measured}");

            float At(double distance)
            {
                parameter.Value = Tensor.From(backend, parameter.Shape, [.. start.Zip(direction, (x, d) => x + (distance * d))]).Keep();
                using var off = Gradients.Off();
                return Loss(model).Subtract(loss).Item();
            }
        }
    }

    /// <summary>LoRA: r (in + out) of each target; DoRA: out more; IA3: one number for each output. And the classifier whole.</summary>
    [Theory]
    [MemberData(nameof(Adapters))]
    public void Parameters_are_counted_by_the_formula(string family, string method)
    {
        var model = Model(family, new CpuBackend(1));
        var layers = model.LinearLayers.Where(layer => Targets[family].Any(target => layer.Name.EndsWith("." + target, StringComparison.Ordinal))).ToList();
        int update = layers.Sum(layer => method switch
        {
            "lora" => 4 * (layer.Inputs + layer.Outputs),
            "dora" => (4 * (layer.Inputs + layer.Outputs)) + layer.Outputs,
            _ => layer.Outputs,
        });
        int classifier = (16 * 3) + 3 + (family is "Roberta" or "DistilBert" ? (16 * 16) + 16 : 0);
        var adapter = EncoderAdapter.Attach(model, Options(family, method), 1);
        Assert.Equal(update + classifier, adapter.Parameters.Sum(parameter => parameter.Shape.ElementCount));
        Assert.Equal(adapter.Parameters.Count, model.Parameters.Count(parameter => parameter.Trainable));
    }

    /// <summary>As PEFT has it: BERT's pooler and ModernBERT's dense layer are among all linear layers, classifiers are not.</summary>
    [Theory]
    [InlineData("Bert", "bert.pooler.dense")]
    [InlineData("ModernBert", "head.dense")]
    [InlineData("Roberta", null)]
    public void All_linear_layers_are_those_before_the_classifier(string family, string? head)
    {
        var model = Model(family, new CpuBackend(1));
        var names = model.LinearLayers.Select(layer => layer.Name + ".lora_A.weight").Concat(head is null ? [] : [head + ".lora_A.weight"]).Order();
        var adapter = EncoderAdapter.Attach(model, new LoraOptions(2, 4, 0, [LoraOptions.AllLinear]), 1);
        Assert.Equal(names, adapter.Parameters.Select(parameter => parameter.Name).Where(name => name.EndsWith(".lora_A.weight", StringComparison.Ordinal)).Order());
    }

    /// <summary>PEFT takes all-linear in a file for the classifier of tokens too, and then fails: files name the layers.</summary>
    [Fact]
    public void All_linear_layers_are_saved_by_their_names()
    {
        using var folder = new TemporaryFolder();
        var model = Model("Bert", new CpuBackend(1));
        var adapter = EncoderAdapter.Attach(model, new LoraOptions(2, 4, 0, [LoraOptions.AllLinear]), 1);
        adapter.Save(folder.Path);
        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllText(folder.File("adapter_config.json")));
        var saved = json.RootElement.GetProperty("target_modules").EnumerateArray().Select(name => name.GetString());
        Assert.Equal(model.LinearLayers.Select(layer => layer.Name).Append("bert.pooler.dense").Order(StringComparer.Ordinal), saved);
        var names = adapter.Parameters.Select(parameter => parameter.Name).ToList();
        adapter.Detach();
        Assert.Equal(names, EncoderAdapter.Load(model, folder.Path).Parameters.Select(parameter => parameter.Name));
    }

    /// <summary>DistilBERT's dense layer is called pre_classifier, so that PEFT trains it whole; it refuses an update there, and so do we.</summary>
    [Fact]
    public void A_layer_is_not_trained_in_two_ways()
    {
        var error = Assert.Throws<AttuneException>(() => EncoderAdapter.Attach(Model("DistilBert", new CpuBackend(1)), new LoraOptions(2, 4, 0, ["pre_classifier"]), 1));
        Assert.Equal("ATT4153", error.Code);
        Assert.Contains("pre_classifier", error.Fact, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Ten_steps_lower_the_loss_and_leave_the_base_alone(string family)
    {
        var backend = new CpuBackend(1);
        var model = Model(family, backend);
        var adapter = EncoderAdapter.Attach(model, Options(family, "lora"), 1);
        var trained = adapter.Parameters.ToHashSet();
        var frozen = model.Parameters.Where(parameter => !trained.Contains(parameter)).ToDictionary(parameter => parameter, parameter => parameter.Value.ToArray());
        var moments = adapter.Parameters.Select(p => (First: Tensor.Zeros(backend, p.Shape).Keep(), Second: Tensor.Zeros(backend, p.Shape).Keep())).ToArray();
        double first = Loss(model).Item();
        for (int step = 1; step <= 10; step++)
        {
            using var scope = backend.BeginScope();
            Loss(model).Backward();
            for (int i = 0; i < moments.Length; i++)
            {
                var value = adapter.Parameters[i].Value;
                backend.AdamWUpdate(value, value.Gradient!, moments[i].First, moments[i].Second, step, 1e-2, 0.9, 0.999, 1e-8, 0);
                value.Gradient = null;
            }
        }

        Assert.InRange(Loss(model).Item(), 0, 0.5 * first);
        Assert.All(frozen, pair => Assert.Equal(pair.Value, pair.Key.Value.ToArray()));
    }

    [Fact]
    public void Methods_for_decoders_and_a_second_adapter_are_refused()
    {
        var model = Model("Bert", new CpuBackend(1));
        Assert.Equal("ATT4151", Assert.Throws<AttuneException>(() => EncoderAdapter.Attach(model, new PrefixTuningOptions(3), 1)).Code);
        var rows = new LoraOptions(2, 4, 0, ["query"]) { TrainedTokens = [new(null, [3])] };
        Assert.Equal("ATT4151", Assert.Throws<AttuneException>(() => EncoderAdapter.Attach(model, rows, 1)).Code);
        EncoderAdapter.Attach(model, Options("Bert", "lora"), 1);
        Assert.Throws<InvalidOperationException>(() => EncoderAdapter.Attach(model, Options("Bert", "lora"), 1));
        using var folder = new TemporaryFolder();
        Assert.Throws<InvalidOperationException>(() => EncoderModel.Save(model, folder.Path));
    }

    private static IEncoderModel Model(string family, Backend backend, ulong seed = 5) => EncoderModel.Initialize(
        new EncoderConfiguration
        {
            Architecture = family + "ForSequenceClassification",
            VocabularySize = 32,
            HiddenSize = 16,
            IntermediateSize = 24,
            LayerCount = 2,
            HeadCount = 2,
            MaxPositions = 16,
            EmbeddingSize = 16,
            TokenTypeCount = family is "Bert" or "Roberta" ? 2 : 0,
            InitializerRange = 0.3,
            PadTokenId = family == "Roberta" ? 1 : 0,
            Labels = new LabelOptions { Names = ["a", "b", "c"] },
            ModernBert = family != "ModernBert" ? null : new ModernBertOptions
            {
                SeesAll = [true, false],
                WindowReach = 2,
                GlobalRotary = new RotaryOptions { Theta = 160_000 },
                LocalRotary = new RotaryOptions(),
                Biases = new ModernBertBiases(),
            },
        },
        backend, seed);

    private static IAdapterOptions Options(string family, string method) => method switch
    {
        "ia3" => new Ia3Options(Targets[family], []),
        _ => new LoraOptions(4, 8, 0, Targets[family]) { WeightDecomposed = method == "dora" },
    };

    /// <summary>Numbers as training leaves them.</summary>
    private static void Train(EncoderAdapter adapter)
    {
        foreach (var parameter in adapter.Parameters)
        {
            var random = new CounterRandom(4, parameter.Name);
            float[] values = [.. parameter.Value.ToArray().Select((value, i) => value + ((float)random.Normal((ulong)i) / 4))];
            if (parameter.Value.DType == DType.Float32)
                values.CopyTo(parameter.Value.AsSpan()); // what is saved of a module trained whole is this tensor
            else
                parameter.Value = Tensor.From(parameter.Value.Backend, parameter.Shape, values).Keep();
        }
    }

    private static float[] Logits(IEncoderModel model)
    {
        using var off = Gradients.Off();
        return model.Logits(PackedTokens.Pack(Texts)).ToArray();
    }

    private static Tensor Loss(IEncoderModel model) => model.SingleLabelLoss(PackedTokens.Pack(Texts), Labels);

    /// <summary>Merging rounds each weight once more, and sums in another order.</summary>
    private static void Near(float[] expected, float[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4f * expected.Max(Math.Abs)));
}
