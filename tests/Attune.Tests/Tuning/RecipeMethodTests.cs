using Attune.Artifacts;
using Attune.Evaluating;
using Attune.Models;
using Attune.Tensors;
using Attune.Tests.Preparation;
using Attune.TestSupport;
using Attune.Training;
using Attune.Tuning;

namespace Attune.Tests.Tuning;

/// <summary>Every method that a recipe can name, from the attribute to what evaluation and server load.</summary>
public sealed class RecipeMethodTests
{
    private const string First = """{"question": "names of all cards", "answer": "select name from cards"}""";
    private const string Second = """{"question": "ages", "answer": "select age from people"}""";

    private static readonly Dictionary<string, Attribute> Methods = new()
    {
        ["lora"] = new LoraAttribute { Rank = 2, RankStabilized = true, Layers = [1, 3], RankPattern = ["v_proj=4"], Excluded = ["o_proj"] },
        ["dora"] = new LoraAttribute { Rank = 2, WeightDecomposed = true, TargetPattern = @".*\.(q|v)_proj" },
        ["ia3"] = new Ia3Attribute(),
        ["prompt"] = new PromptTuningAttribute { VirtualTokens = 4, InitialText = "answer with a query" },
        ["p-tuning"] = new PTuningAttribute { VirtualTokens = 4 },
        ["prefix"] = new PrefixTuningAttribute { VirtualTokens = 4 },
        ["prefix-projection"] = new PrefixTuningAttribute { VirtualTokens = 4, ProjectionHidden = 16 },
        ["houlsby"] = new BottleneckAttribute { Places = BottleneckPlaces.Houlsby },
        ["last-layer"] = new PartialTrainingAttribute { LastLayers = 1, Train = [@"model\.norm\.weight"] },
    };

    public static TheoryData<string> Names => [.. Methods.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_was_tuned_is_what_is_loaded(string name)
    {
        using var recipe = NewRecipe(name);
        using var folder = new TemporaryFolder();
        using var prepared = recipe.Prepare();
        using var backend = new CpuBackend(1);
        var (model, adapter) = Tuner.LoadTrainable(prepared, backend);
        Assert.Equal(name == "last-layer", adapter is null);
        var (train, _) = RecipeTraining.Examples(prepared);
        SupervisedFineTuning.Run(
            model, train, [], new TrainingOptions { Epochs = 2, MaxSteps = 2, BatchSize = 2 }, new AdamWOptions { LearningRate = 1e-2 }, new ConstantSchedule());
        int[] prompt = prepared.Train[0].TokenIds;
        var tuned = Logits(model, prompt);

        if (adapter is not null)
            adapter.Save(folder.Path, "base");
        else
            Model.Save(model, folder.Path);
        var loaded = TunedWeights.Load(prepared.Base, new Artifact(folder.Path, Manifest(prepared.Inputs)), backend);
        Assert.NotEqual(Logits(prepared.Base.LoadModel(backend), prompt), tuned);
        var largest = tuned.Max(Math.Abs);
        Assert.Equal(tuned, Logits(loaded, prompt), (a, b) => Math.Abs(a - b) <= 1e-4f * largest); // merged: the same sums in another order

        var engine = new GenerationEngine(loaded, 2, loaded.Configuration.MaxPositions);
        var answer = engine.Submit(prompt, new GenerationOptions { MaxNewTokens = 3, StopTokens = [] });
        while (engine.Step())
        {
        }

        Assert.Equal(3, answer.TokenIds.Count);
    }

    [Fact]
    public void What_decides_the_weights_is_in_the_hash()
    {
        var hashes = new HashSet<string>();
        Attribute[] others =
        [
            new PromptTuningAttribute { VirtualTokens = 4 }, new PTuningAttribute { VirtualTokens = 5 }, new BottleneckAttribute(), new LoraAttribute(),
            new LoraAttribute { Biases = TrainedBiases.All }, new LoraAttribute { AlphaPattern = ["v_proj=4"] }, new PartialTrainingAttribute { Freeze = [".*norm.*"] },
        ];
        foreach (var method in Methods.Values.Concat(others))
        {
            using var recipe = NewRecipe(method);
            using var prepared = recipe.Prepare();
            Assert.True(hashes.Add(prepared.Inputs.Combined), method.ToString());
        }
    }

    [Fact]
    public void Virtual_tokens_take_room_in_the_context_and_mistakes_are_told_at_the_recipe()
    {
        using (var recipe = NewRecipe(new PrefixTuningAttribute { VirtualTokens = 12 }))
        {
            using var prepared = recipe.Prepare();
            Assert.Equal(500, prepared.ContextLength);
            recipe.Options.ContextLength = 501;
            var error = Assert.Throws<AttuneException>(() => recipe.Prepare());
            Assert.Equal("ATT4308", error.Code);
            Assert.Contains("takes 500 tokens beside the virtual ones", error.Fact, StringComparison.Ordinal);
        }

        Tells("ATT4152", new Ia3Attribute { Targets = ["c_attn"] });
        Tells("ATT4152", new PartialTrainingAttribute { Train = ["lm_head"] });
        Tells("ATT4153", new PartialTrainingAttribute { LastLayers = 6 });
        Tells("ATT4153", new BottleneckAttribute { ReductionFactor = 257 });
        Tells("ATT4153", new LoraAttribute { RankPattern = ["v_proj"] });

        static void Tells(string code, Attribute method)
        {
            using var recipe = NewRecipe(method);
            using var prepared = recipe.Prepare();
            using var backend = new CpuBackend(1);
            var error = Assert.Throws<AttuneException>(() => Tuner.LoadTrainable(prepared, backend));
            Assert.Equal((code, recipe.PathOf("Recipe.cs"), 7), (error.Code, error.File, error.Line));
        }
    }

    private static QuestionRecipe NewRecipe(string name) => NewRecipe(Methods[name]);

    private static QuestionRecipe NewRecipe(Attribute method) => new(First, Second) { Method = method };

    private static ArtifactManifest Manifest(ArtifactInputs inputs) => new()
    {
        Recipe = "QuestionModel",
        Base = "base",
        Inputs = inputs,
        Weights = "",
        WeightsFile = "",
        Steps = 2,
        FinalLoss = 0,
        TrainSeconds = 0,
        TrainedTokens = 0,
    };

    private static float[] Logits(ICausalLanguageModel model, int[] prompt)
    {
        using var off = Gradients.Off();
        return model.Hidden(PackedTokens.Pack([prompt])).Linear(model.Head).ToArray();
    }
}
