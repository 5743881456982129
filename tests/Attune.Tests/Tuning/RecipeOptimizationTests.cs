using Attune.Definitions;
using Attune.Models;
using Attune.Preparation;
using Attune.Tests.Preparation;
using Attune.Training;
using Attune.Tuning;

namespace Attune.Tests.Tuning;

/// <summary>From the attributes of a recipe to its optimizer and schedule, and to the key of its artifact.</summary>
public sealed class RecipeOptimizationTests
{
    private static readonly ModelConfiguration Model = new()
    {
        Architecture = "LlamaForCausalLM",
        VocabularySize = 8,
        HiddenSize = 8,
        IntermediateSize = 8,
        LayerCount = 2,
        HeadCount = 1,
        KeyValueHeadCount = 1,
        HeadDimension = 8,
        MaxPositions = 8,
    };

    public static TheoryData<IOptimizerChoice, string> Optimizers => new()
    {
        { new AdamWAttribute(), "adamw" }, { new SgdAttribute { Momentum = 0.9 }, "sgd" }, { new AdamAttribute(), "adam" },
        { new RmsPropAttribute(), "rmsprop" }, { new AdagradAttribute(), "adagrad" }, { new AdadeltaAttribute(), "adadelta" },
        { new AdamaxAttribute(), "adamax" }, { new RAdamAttribute(), "radam" }, { new NAdamAttribute(), "nadam" },
        { new AdafactorAttribute(), "adafactor" }, { new TransformersAdafactorAttribute(), "transformers_adafactor" },
        { new MuonAttribute(), "muon" }, { new LionAttribute(), "lion" }, { new EightBitAdamWAttribute(), "adamw_8bit" },
    };

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void An_attribute_names_the_optimizer_with_the_recipes_rates(IOptimizerChoice attribute, string name)
    {
        using var recipe = Recipe(new OptimizationDefinition { Optimizer = attribute });
        recipe.Options.LearningRate = 3e-4;
        recipe.Options.WeightDecay = 0.05;
        var optimizer = RecipeOptimization.Optimizer(recipe.Recipe(), Model);
        optimizer.Validate();
        Assert.Equal((name, 0.05), (optimizer.Name, optimizer.WeightDecay));
        Assert.Equal(name == "transformers_adafactor" ? 1 : 3e-4, optimizer.LearningRate); // relative steps have no rate
    }

    [Fact]
    public void Every_optimizer_has_an_attribute() => Assert.Equal(
        OptimizerNames.All.Keys.Order(), Optimizers.Select(row => (string)row[1]).Order());

    [Fact]
    public void Without_attributes_it_is_AdamW_with_the_recipes_schedule()
    {
        using var recipe = Recipe(OptimizationDefinition.Default);
        Assert.Equal(new AdamWOptions().Settings, Assert.IsType<AdamWOptions>(RecipeOptimization.Optimizer(recipe.Recipe(), Model)).Settings);
        foreach (var (schedule, type) in new[]
        {
            (LearningRateSchedule.Cosine, typeof(CosineSchedule)), (LearningRateSchedule.Linear, typeof(LinearSchedule)),
            (LearningRateSchedule.Constant, typeof(ConstantSchedule)),
        })
        {
            recipe.Options.Schedule = schedule;
            Assert.IsType(type, RecipeOptimization.Schedule(recipe.Recipe()));
        }
    }

    [Fact]
    public void Groups_of_the_recipe_come_before_layers_and_those_before_norms_and_biases()
    {
        using var recipe = Recipe(new OptimizationDefinition
        {
            Groups = [new ParameterGroupAttribute("lm_head") { LearningRateFactor = 3, WeightDecay = 0.2 }],
            Layerwise = new LayerwiseRatesAttribute { Ratio = 2, Unfreezing = true },
        });
        var groups = RecipeOptimization.Optimizer(recipe.Recipe(), Model).Groups;
        Assert.Equal(("lm_head", 3.0, (double?)0.2), (groups[0].NamePattern, groups[0].LearningRateFactor, groups[0].WeightDecay));
        Assert.Equal(ParameterGroup.NormsAndBiases, groups[^1]);
        AssertGroup("model.layers.1.mlp.up_proj.weight", 1, 0, null);
        AssertGroup("model.layers.0.mlp.up_proj.weight", 0.5, 1, null);
        AssertGroup("model.layers.0.input_layernorm.weight", 0.5, 1, 0);
        AssertGroup("model.embed_tokens.weight", 0.25, 2, null);
        AssertGroup("model.norm.weight", 1, 0, 0);

        void AssertGroup(string name, double factor, int firstEpoch, double? decay)
        {
            var group = groups.First(each => System.Text.RegularExpressions.Regex.IsMatch(name, each.NamePattern));
            Assert.Equal((factor, firstEpoch, decay), (group.LearningRateFactor, group.FirstEpoch, group.WeightDecay));
        }
    }

    [Fact]
    public void The_key_of_an_artifact_changes_with_what_attributes_say_and_only_then()
    {
        string[] none = Options(OptimizationDefinition.Default);
        Assert.Equal(
            ["Epochs 3", "LearningRate 0.0002", "Schedule Cosine", "WarmupFraction 0.05", "WeightDecay 0", "BatchSize 16", "ContextLength 0", "Patience 0", "Seed 42", "Rank 8", "Alpha 0", "Dropout 0", "Targets "],
            none);
        OptimizationDefinition[] different =
        [
            new() { Optimizer = new LionAttribute() }, new() { Optimizer = new LionAttribute { Beta2 = 0.98 } }, new() { Optimizer = new AdamWAttribute { Beta2 = 0.95 } },
            new() { Schedule = new OneCycleAttribute() }, new() { Schedule = new OneCycleAttribute { LeastMomentum = 0.8 } },
            new() { Schedule = new ReduceOnPlateauAttribute() }, new() { Schedule = new ReduceOnPlateauAttribute { Patience = 3 } },
            new() { Groups = [new ParameterGroupAttribute("bias")] }, new() { Groups = [new ParameterGroupAttribute("bias") { FirstEpoch = 1 }] },
            new() { Layerwise = new LayerwiseRatesAttribute() }, new() { Layerwise = new LayerwiseRatesAttribute { Unfreezing = true } },
        ];
        var keys = different.Select(each => string.Join('\n', Options(each))).Append(string.Join('\n', none)).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
    }

    private static string[] Options(OptimizationDefinition optimization)
    {
        using var recipe = Recipe(optimization);
        return [.. RecipeOptions.Of(recipe.Recipe()).Select(option => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{option.Name} {option.Value}"))];
    }

    private static QuestionRecipe Recipe(OptimizationDefinition optimization) =>
        new("""{"question": "where is my card", "answer": "on its way"}""") { Optimization = optimization };
}
