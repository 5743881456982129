using Attune.CodeFixes;
using Attune.Generators.Recipes;
using Attune.Generators.Tests.Testing;

namespace Attune.Generators.Tests.Rules;

/// <summary>Rules of recipes: ATT2010, ATT2011, ATT2013, ATT2014, ATT2026 to ATT2028, ATT2032 and ATT2038.</summary>
public sealed class RecipeRuleTests
{
    [Theory]
    [InlineData("attune/tini", "Did you mean 'attune/tiny'?")]
    [InlineData("meta-llama/Llama-3.2-1B", "Use one of 'attune/tiny'")]
    [InlineData("models", "neither a base model nor a model folder")]
    [InlineData("", "neither a base model nor a model folder")]
    public Task An_unknown_base_model_fires(string name, string message) => Rule.FiresAsync<UnknownBaseModelRule>(
        "ATT2010", WithBase($"[|\"{name}\"|]"), TestOptions.Sdk("base/config.json"), message);

    [Theory]
    [InlineData("attune/tiny")]
    [InlineData("base")]
    [InlineData("./base")]
    [InlineData("/models/llama")]
    [InlineData("../models/llama")]
    [InlineData("$(Models)/llama")]
    public Task Named_models_and_folders_are_legal(string name) =>
        Rule.IsSilentAsync<UnknownBaseModelRule>(WithBase($"\"{name}\""), TestOptions.Sdk("base/config.json"));

    [Fact]
    public Task More_base_models_come_from_the_build() => Rule.IsSilentAsync<UnknownBaseModelRule>(
        WithBase("\"acme/small\""), TestOptions.Sdk().With("AttuneBaseModels", "attune/tiny,acme/small"));

    [Fact]
    public Task Without_the_Sdk_no_base_model_is_judged() => Rule.IsSilentAsync<UnknownBaseModelRule>(WithBase("\"anything\""));

    [Theory]
    [InlineData("[|0|]")]
    [InlineData("[|-2e-4|]")]
    [InlineData("[|0.2|]")]
    [InlineData("[|double.NaN|]")]
    [InlineData("[|double.PositiveInfinity|]")]
    public Task A_learning_rate_out_of_range_fires(string value) =>
        Rule.FiresAsync<LearningRateRule>("ATT2011", Samples.Recipe($"LearningRate = {value}"), null, "at most 0.1");

    [Theory]
    [InlineData("LearningRate = 0.1")]
    [InlineData("LearningRate = 1e-7")]
    [InlineData("Epochs = 0")]
    public Task A_learning_rate_in_range_is_legal(string arguments) => Rule.IsSilentAsync<LearningRateRule>(Samples.Recipe(arguments));

    [Theory]
    [InlineData("Epochs = [|0|]", "")]
    [InlineData("Epochs = [|-1|], BatchSize = [|0|], MaxNewTokens = [|0|]", "")]
    [InlineData("ContextLength = [|-1|], Patience = [|-1|]", "")]
    [InlineData("WarmupFraction = [|1|], WeightDecay = [|-0.1|]", "")]
    [InlineData("", "[Lora(Rank = [|0|])]")]
    [InlineData("", "[Lora(Rank = 8, Alpha = [|-16|], Dropout = [|1|])]")]
    public Task Options_out_of_range_fire(string arguments, string attributes) =>
        Rule.FiresAsync<OptionRangeRule>("ATT2013", Samples.Recipe(arguments, attributes: attributes));

    [Theory]
    [InlineData("Epochs = 0.5, BatchSize = 1, MaxNewTokens = 1, ContextLength = 0, Patience = 0, WarmupFraction = 0, WeightDecay = 0", "")]
    [InlineData("", "[Lora(Rank = 1, Alpha = 0, Dropout = 0)]")]
    public Task Options_at_the_border_are_legal(string arguments, string attributes) =>
        Rule.IsSilentAsync<OptionRangeRule>(Samples.Recipe(arguments, attributes: attributes));

    [Theory]
    [InlineData("Prompt = [|typeof(string)|]", "String has no [Prompt<Ticket>]")]
    [InlineData("Prompt = [|typeof(OtherPrompt)|]", "It is a prompt for Other")]
    [InlineData("Prompt = typeof(AskForLabel), ChatTemplate = [|typeof(AskForLabel)|]", "has no [ChatTemplate]")]
    public Task A_type_that_is_not_what_it_is_named_for_fires(string arguments, string message) =>
        Rule.FiresAsync<PromptMismatchRule>("ATT2014", WithTypes(arguments), null, message);

    [Theory]
    [InlineData("Prompt = typeof(AskForLabel)")]
    [InlineData("Prompt = typeof(AskForLabel), ChatTemplate = typeof(Template)")]
    [InlineData("Prompt = typeof(NotYetWritten)")]
    public Task A_prompt_for_the_row_and_a_chat_template_are_legal(string arguments) =>
        Rule.IsSilentAsync<PromptMismatchRule>(WithTypes(arguments));

    [Fact]
    public Task Two_recipes_of_one_name_fire_at_the_second() => Rule.FiresAsync<RecipeNameTakenRule>("ATT2026", Samples.TicketPrompt + """
        namespace One { [Recipe<Ticket>(Base = "attune/tiny", Prompt = typeof(AskForLabel))] static partial class Model; }
        namespace Two { [Recipe<Ticket>(Base = "attune/tiny", Prompt = typeof(AskForLabel))] static partial class [|MODEL|]; }
        """, null, "One.Model is named MODEL too");

    [Fact]
    public Task Recipes_of_several_names_are_legal() => Rule.IsSilentAsync<RecipeNameTakenRule>(Samples.TicketPrompt + """
        namespace One { [Recipe<Ticket>(Base = "attune/tiny", Prompt = typeof(AskForLabel))] static partial class Model; }
        namespace Two { [Recipe<Ticket>(Base = "attune/tiny", Prompt = typeof(AskForLabel))] static partial class Other; class Model; }
        """);

    [Theory]
    [InlineData("ContextLength = 128, MaxNewTokens = [|128|]", "", "leaves no room for a prompt")]
    [InlineData("", """[Lora(Targets = ["q_proj", "v_proj", [|"q_proj"|]])]""", "names 'q_proj' twice")]
    [InlineData("", """[Lora(Targets = new[] { "q_proj", [|"q_proj"|] })]""", "names 'q_proj' twice")]
    [InlineData("", """[Lora(Targets = [|["all-linear", "q_proj"]|])]""", "already means every linear layer")]
    public Task Options_that_contradict_each_other_fire(string arguments, string attributes, string message) =>
        Rule.FiresAsync<ContradictoryOptionsRule>("ATT2027", Samples.Recipe(arguments, attributes: attributes), null, message);

    [Theory]
    [InlineData("ContextLength = 128, MaxNewTokens = 127", "")]
    [InlineData("ContextLength = 0, MaxNewTokens = 4096", "")]
    [InlineData("MaxNewTokens = 4096", """[Lora(Targets = ["q_proj", "v_proj"])]""")]
    [InlineData("", """[Lora(Targets = ["all-linear"])]""")]
    public Task Options_that_go_together_are_legal(string arguments, string attributes) =>
        Rule.IsSilentAsync<ContradictoryOptionsRule>(Samples.Recipe(arguments, attributes: attributes));

    [Theory]
    [InlineData("", """[Lora(Targets = ["q_proj"], TargetPattern = [|".*"|])]""", "named twice")]
    [InlineData("", """[Lora(TargetPattern = ".*", Layers = [|[1]|])]""", "narrows targets by name")]
    [InlineData("", """[Lora(Targets = ["lm_head"], WeightDecomposed = [|true|])]""", "DoRA cannot be on 'lm_head'")]
    [InlineData("", """[Lora(Targets = ["lm_head"], Dropout = [|0.1|])]""", "cannot have dropout")]
    [InlineData("", """[Lora(Targets = ["q_proj", "lm_head"], TrainedModules = [|["lm_head"]|])]""", "tuned whole and to have an update")]
    [InlineData("", """[Ia3(Targets = [|["model.embed_tokens"]|])]""", "IA3 cannot be on 'model.embed_tokens'")]
    [InlineData("ContextLength = 64", "[PrefixTuning(VirtualTokens = [|64|])]", "64 virtual tokens stand before a context of 64")]
    [InlineData("", """[PartialTraining(Freeze = [|[@"lm_head\..*"]|]), AddedTokens("<|a|>")]""", "freezes rows of tokens")]
    public Task Combinations_that_cannot_work_fire(string arguments, string attributes, string message) =>
        Rule.FiresAsync<ContradictoryOptionsRule>("ATT2027", Samples.Recipe(arguments, attributes: attributes), null, message);

    [Theory]
    [InlineData("", """[Lora(Targets = ["q_proj", "v_proj"], TrainedModules = ["embed_tokens"], Dropout = 0.1)]""")]
    [InlineData("", """[Lora(TargetPattern = ".*", WeightDecomposed = true)]""")]
    [InlineData("", "[Ia3]")]
    [InlineData("ContextLength = 64", "[PromptTuning(VirtualTokens = 20)]")]
    [InlineData("", """[PartialTraining(LastLayers = 1, Freeze = [@".*norm.*"]), AddedTokens("<|a|>")]""")]
    [InlineData("", """[Lora, AddedTokens("<|a|>"), TrainedTokens("b")]""")]
    public Task Combinations_that_work_are_legal(string arguments, string attributes) =>
        Rule.IsSilentAsync<ContradictoryOptionsRule>(Samples.Recipe(arguments, attributes: attributes));

    [Theory]
    [InlineData("[[|Ia3|], Lora]", "by [Lora] and by [Ia3] at once")]
    [InlineData("[PromptTuning, [|Bottleneck|]]", "by [PromptTuning] and by [Bottleneck] at once")]
    public Task Several_methods_fire(string attributes, string message) =>
        Rule.FiresAsync<SeveralMethodsRule>("ATT2038", Samples.Recipe(attributes: attributes), null, message);

    [Theory]
    [InlineData("[Lora]")]
    [InlineData("[PTuning]")]
    public Task One_method_is_legal(string attributes) => Rule.IsSilentAsync<SeveralMethodsRule>(Samples.Recipe(attributes: attributes));

    [Theory]
    [InlineData("[PTuning(VirtualTokens = [|0|], EncoderHidden = [|-1|])]")]
    [InlineData("[Bottleneck(ReductionFactor = [|0|])]")]
    [InlineData("[PartialTraining(LastLayers = [|-1|])]")]
    public Task Options_of_methods_out_of_range_fire(string attributes) =>
        Rule.FiresAsync<OptionRangeRule>("ATT2013", Samples.Recipe(attributes: attributes));

    [Theory]
    [InlineData("LearningRate = [|5e-3|]", "", "is high for tuning all weights")]
    [InlineData("LearningRate = [|1e-8|]", "", "is low for tuning all weights")]
    [InlineData("LearningRate = [|5e-2|]", "[Lora]", "is high for LoRA")]
    [InlineData("LearningRate = [|1e-7|]", "[Lora]", "Usual is about 2e-4")]
    public Task A_learning_rate_that_its_method_is_not_used_with_fires(string arguments, string attributes, string message) =>
        Rule.FiresAsync<UnusualLearningRateRule>("ATT2028", Samples.Recipe(arguments, attributes: attributes), null, message);

    [Theory]
    [InlineData("LearningRate = 1e-3", "")]
    [InlineData("LearningRate = 5e-3", "[Lora]")]
    [InlineData("LearningRate = 0.5", "")]
    [InlineData("", "")]
    public Task A_learning_rate_that_its_method_is_used_with_is_legal(string arguments, string attributes) =>
        Rule.IsSilentAsync<UnusualLearningRateRule>(Samples.Recipe(arguments, attributes: attributes));

    [Fact]
    public Task LoRA_without_a_recipe_fires() => Rule.FiresAsync<LoraOutsideRecipeRule>(
        "ATT2032", Samples.TicketPrompt + "[[|Lora(Rank = 8)|]] static partial class Model;", null, "no [Recipe]");

    [Fact]
    public Task LoRA_of_a_recipe_is_legal() => Rule.IsSilentAsync<LoraOutsideRecipeRule>(Samples.Recipe(attributes: "[Lora]"));

    [Theory]
    [InlineData("[Lora] [FrozenBase(Weights = FrozenWeights.BFloat16, DoubleQuantization = [|true|])]", "have no scales")]
    [InlineData("[[|FrozenBase|]]", "has [FrozenBase] but no adapter")]
    [InlineData("[Lora(WeightDecomposed = true)] [[|FrozenBase|]]", "and DoRA, whose row norms")]
    public Task A_frozen_base_that_cannot_be_kept_so_fires(string attributes, string message) =>
        Rule.FiresAsync<FrozenBaseRule>("ATT2039", Samples.Recipe(attributes: attributes), null, message);

    [Theory]
    [InlineData("[Lora] [FrozenBase]")]
    [InlineData("[Lora] [FrozenBase(Weights = FrozenWeights.Fp4, DoubleQuantization = true)]")]
    [InlineData("[Lora] [FrozenBase(Weights = FrozenWeights.BFloat16)]")]
    [InlineData("[Lora(WeightDecomposed = false)] [FrozenBase]")]
    public Task A_frozen_base_under_an_adapter_is_legal(string attributes) => Rule.IsSilentAsync<FrozenBaseRule>(Samples.Recipe(attributes: attributes));

    [Fact]
    public Task A_frozen_base_without_a_recipe_fires() => Rule.FiresAsync<FrozenBaseRule>(
        "ATT2039", Samples.TicketPrompt + "[[|FrozenBase|]] static partial class Model;", null, "no [Recipe]");

    [Fact]
    public async Task The_fix_names_the_base_model_that_was_meant() => Assert.Equal(
        WithBase("\"attune/tiny\""), await CodeFixTest.FixFirstAsync<UnknownBaseModelRule, CorrectNameCodeFix>(WithBase("\"attune/tini\""), TestOptions.Sdk()));

    private static string WithBase(string expression) =>
        Samples.TicketPrompt + $"[Recipe<Ticket>(Base = {expression}, Prompt = typeof(AskForLabel))] static partial class R;";

    [Fact]
    public Task A_recipe_over_fields_needs_a_prompt() => Rule.FiresAsync<PromptMismatchRule>(
        "ATT2014", Samples.TicketPrompt + """[Recipe<Ticket>(Base = "attune/tiny")] static partial class [|R|];""", null, "has no [Prompt<Ticket>]. Name the type");

    [Fact]
    public Task A_recipe_over_conversations_needs_none() => Rule.IsSilentAsync<PromptMismatchRule>(
        """[Dataset("a.jsonl", Shape = DatasetShape.Messages)] partial record Row; [Recipe<Row>(Base = "attune/tiny")] static partial class R;""");

    [Theory]
    [InlineData("Shape = DatasetShape.Preference", "")]
    [InlineData("Shape = DatasetShape.Label", "")]
    [InlineData("Shape = DatasetShape.Detect", " : IRowOf<Attune.Text.Datasets.Shapes.PreferencePair>")]
    public Task A_recipe_learns_from_conversations(string shape, string type) => Rule.FiresAsync<PromptMismatchRule>(
        "ATT2014", $$"""[Dataset("a.jsonl", {{shape}})] partial record Row{{type}}; [Recipe<Row>(Base = "attune/tiny")] static partial class [|R|];""", null, "A recipe learns from conversations");

    private static string WithTypes(string arguments) => Samples.TicketPrompt + $$"""
        [Dataset("b.csv")] partial record Other(string Text, [property: Completion] string Label);
        [Prompt<Other>(User = "text")] static partial class OtherPrompt;
        [ChatTemplate("x", StopToken = "y")] static partial class Template;
        [Recipe<Ticket>(Base = "attune/tiny", {{arguments}})] static partial class R;
        """;
}
