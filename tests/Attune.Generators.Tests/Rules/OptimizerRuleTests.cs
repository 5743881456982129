using Attune.Generators.Recipes;
using Attune.Generators.Tests.Testing;

namespace Attune.Generators.Tests.Rules;

/// <summary>Rules of optimizers and schedules: ATT2036, ATT2037, and what ATT2011, ATT2013 and ATT2028 make of them.</summary>
public sealed class OptimizerRuleTests
{
    [Theory]
    [InlineData("", "[Sgd(Nesterov = [|true|])]", "needs a momentum")]
    [InlineData("", "[Sgd(Nesterov = true, Momentum = 0.9, Dampening = [|0.1|])]", "has no dampening")]
    [InlineData("", "[Lion, [|Sgd(Momentum = 0.9)|]]", "names two optimizers")]
    [InlineData("", "[OneCycle, [|SlantedTriangular|]]", "names two schedules")]
    [InlineData("Schedule = [|LearningRateSchedule.Linear|]", "[CosineRestarts(Cycles = 3)]", "[CosineRestarts] is a schedule already")]
    [InlineData("WarmupFraction = [|0.1|]", "[OneCycle]", "rises by itself")]
    [InlineData("", "[TransformersAdafactor(RelativeStep = false, WarmupInit = [|true|])]", "switched off")]
    [InlineData("LearningRate = 1e-3", "[[|TransformersAdafactor|]]", "relative steps have no learning rate")]
    [InlineData("", """[ParameterGroup([|"("|], WeightDecay = 0.1)]""", "is no regular expression")]
    public Task What_does_not_go_together_fires(string arguments, string attributes, string message) =>
        Rule.FiresAsync<OptimizerOptionsRule>("ATT2036", Samples.Recipe(arguments, attributes: attributes), null, message);

    [Theory]
    [InlineData("LearningRate = 0.01", "[Sgd(Momentum = 0.9, Nesterov = true)]")]
    [InlineData("WarmupFraction = 0.1", "[CosineRestarts(Cycles = 2)]")]
    [InlineData("Schedule = LearningRateSchedule.Linear, WarmupFraction = 0.1", "[Lion]")]
    [InlineData("LearningRate = 1e-3", "[TransformersAdafactor(RelativeStep = false)]")]
    [InlineData("", "[TransformersAdafactor(WarmupInit = true)]")]
    [InlineData("", """[ParameterGroup("embed"), ParameterGroup("lm_head"), LayerwiseRates(Unfreezing = true)]""")]
    public Task What_goes_together_is_legal(string arguments, string attributes) =>
        Rule.IsSilentAsync<OptimizerOptionsRule>(Samples.Recipe(arguments, attributes: attributes));

    [Theory]
    [InlineData("[[|Lion|]]")]
    [InlineData("[[|OneCycle(Rise = 0.2)|]]")]
    [InlineData("""[[|ParameterGroup("bias")|]]""")]
    [InlineData("[[|LayerwiseRates|]]")]
    public Task An_optimizer_outside_of_a_recipe_fires(string attributes) =>
        Rule.FiresAsync<OptimizerOutsideRecipeRule>("ATT2037", attributes + " public static partial class Model;", null, "Model has no [Recipe]");

    [Fact]
    public Task An_optimizer_of_a_recipe_is_legal() =>
        Rule.IsSilentAsync<OptimizerOutsideRecipeRule>(Samples.Recipe(attributes: "[Muon, WarmupStableDecay]"));

    [Theory]
    [InlineData("[Adam(Beta1 = [|1|], Beta2 = [|-0.1|], Epsilon = [|-1|])]")]
    [InlineData("[Sgd(Momentum = [|1.5|])]")]
    [InlineData("[Adafactor(ClipThreshold = [|0|])]")]
    [InlineData("[OneCycle(Rise = [|0|], Divisor = [|0.5|])]")]
    [InlineData("[StepSchedule(Steps = [|0|], Gamma = [|1.5|])]")]
    [InlineData("""[ParameterGroup("bias", LearningRateFactor = [|-1|], FirstEpoch = [|-2|])]""")]
    [InlineData("[LayerwiseRates(Ratio = [|0.5|])]")]
    public Task Settings_out_of_range_fire(string attributes) =>
        Rule.FiresAsync<OptionRangeRule>("ATT2013", Samples.Recipe(attributes: attributes));

    [Theory]
    [InlineData("[Adam(Beta1 = 0, Beta2 = 0.999, Epsilon = 0)]")]
    [InlineData("[ReduceOnPlateau(Patience = 0, Reduction = 0.5)]")]
    public Task Settings_at_the_border_are_legal(string attributes) =>
        Rule.IsSilentAsync<OptionRangeRule>(Samples.Recipe(attributes: attributes));

    [Fact]
    public Task A_rate_of_SGD_is_not_judged_by_that_of_AdamW() =>
        Rule.IsSilentAsync<LearningRateRule>(Samples.Recipe("LearningRate = 1", attributes: "[Adadelta]"));

    [Fact]
    public Task A_rate_of_SGD_is_not_unusual() =>
        Rule.IsSilentAsync<UnusualLearningRateRule>(Samples.Recipe("LearningRate = 0.05", attributes: "[Sgd]"));

    [Fact]
    public Task A_rate_that_no_optimizer_can_work_with_fires() =>
        Rule.FiresAsync<LearningRateRule>("ATT2011", Samples.Recipe("LearningRate = [|0|]", attributes: "[Adadelta]"));
}
