using Attune.CodeFixes;
using Attune.Generators.BaseModels;
using Attune.Generators.Tests.Testing;
using Attune.Models;
using Attune.TestSupport;

namespace Attune.Generators.Tests.Rules;

/// <summary>ATT2030 and ATT2034: what a recipe asks of its base model.</summary>
public sealed class BaseModelRuleTests
{
    [Theory]
    [InlineData("""[Lora(Targets = [[|"q_porj"|], "v_proj"])]""", "The base model 'attune/tiny' has no layer 'q_porj'. Did you mean 'q_proj'?")]
    [InlineData("""[Lora(Targets = new[] { "v_proj", [|"query_key_value"|] })]""", "It has 'embed_tokens', 'q_proj'")]
    [InlineData("""[Lora(Targets = [[|"layers.2.self_attn.q_proj"|]])]""", "has no layer 'layers.2.self_attn.q_proj'")]
    [InlineData("""[Lora(Targets = [[|"lm_head"|]])]""", "has no layer 'lm_head'")]
    [InlineData("""[Lora(Targets = [[|""|]])]""", "has no layer ''")]
    [InlineData("""[Lora(Excluded = [[|"c_attn"|]])]""", "has no layer 'c_attn'")]
    [InlineData("""[Lora(TrainedModules = ["embed_tokens", "model.norm", "mlp", [|"classifier"|]])]""", "has no layer 'classifier'")]
    [InlineData("""[Ia3(Targets = ["k_proj", [|"v_porj"|]])]""", "Did you mean 'v_proj'?")]
    public Task A_target_that_the_base_does_not_have_fires(string attribute, string message) =>
        Rule.FiresAsync<UnknownLoraTargetRule>("ATT2030", Samples.Recipe(attributes: attribute), Bases.Tiny(), message);

    [Theory]
    [InlineData("""[Lora(Targets = ["q_proj", "self_attn.v_proj", "layers.1.mlp.up_proj", "model.layers.0.mlp.down_proj", "embed_tokens"])]""")]
    [InlineData("""[Lora(Targets = ["all-linear"])]""")]
    [InlineData("""[Lora(Targets = [])]""")]
    [InlineData("""[Lora(Targets = null!)]""")]
    [InlineData("[Lora]")]
    [InlineData("")]
    public Task Layers_of_the_base_are_legal(string attribute) =>
        Rule.IsSilentAsync<UnknownLoraTargetRule>(Samples.Recipe(attributes: attribute), Bases.Tiny());

    [Theory]
    [InlineData("""{ "architectures": ["Unheard"], "num_hidden_layers": 2 }""")]
    [InlineData("""{ "architectures": "LlamaForCausalLM" }""")]
    [InlineData("""{ "architectures": ["LlamaForCausalLM"], "num_hid""")]
    [InlineData("")]
    public Task Nothing_is_said_of_a_base_that_is_not_known(string configuration) => Rule.IsSilentAsync<UnknownLoraTargetRule>(
        Samples.Recipe(attributes: """[Lora(Targets = ["anything"])]"""), Bases.Tiny(configuration: configuration));

    [Fact]
    public Task An_untied_head_is_a_layer() => Rule.IsSilentAsync<UnknownLoraTargetRule>(
        Samples.Recipe(attributes: """[Lora(Targets = ["lm_head"])]"""), Bases.Tiny(configuration: Bases.Configuration.Replace("true", "false", StringComparison.Ordinal)));

    [Fact]
    public async Task The_fix_writes_the_layer() => Assert.Equal(
        Samples.Recipe(attributes: """[Lora(Targets = ["q_proj"])]"""),
        await CodeFixTest.FixFirstAsync<UnknownLoraTargetRule, CorrectNameCodeFix>(Samples.Recipe(attributes: """[Lora(Targets = ["q_porj"])]"""), Bases.Tiny()));

    [Theory]
    [InlineData("ContextLength = [|1024|]", "", "takes 512 tokens. Use 512 or less.")]
    [InlineData("MaxNewTokens = [|512|]", "", "prompt included")]
    [InlineData("", "[Lora(Rank = [|65|])]", "Use 64 or less.")]
    public Task An_option_beyond_the_base_fires(string arguments, string attributes, string message) =>
        Rule.FiresAsync<BeyondBaseModelRule>("ATT2034", Samples.Recipe(arguments, attributes: attributes), Bases.Tiny(), message);

    [Theory]
    [InlineData("ContextLength = 512, MaxNewTokens = 511", "[Lora(Rank = 64)]")]
    [InlineData("", "")]
    public Task Options_that_the_base_can_do_are_legal(string arguments, string attributes) =>
        Rule.IsSilentAsync<BeyondBaseModelRule>(Samples.Recipe(arguments, attributes: attributes), Bases.Tiny());

    [Theory]
    [InlineData("models/small", "/project/models/small/")]
    [InlineData("./models/small", "/project/models/small")]
    [InlineData("../models/./small/", "/models/small/")]
    [InlineData("/models/small", "/models/small/")]
    public Task A_folder_is_found_by_its_path(string declared, string folder) => Rule.FiresAsync<BeyondBaseModelRule>(
        "ATT2034",
        Samples.TicketPrompt + $"[Recipe<Ticket>(Base = \"{declared}\", Prompt = typeof(AskForLabel), ContextLength = [|1024|])] static partial class R;",
        TestOptions.Sdk().WithBase(folder, ("config.json", Bases.Configuration)));

    [Fact]
    public void The_names_of_layers_are_those_of_the_model() =>
        CompareNames(Path.Combine(SharedData.RepositoryRoot, "src", "Attune", "Bases", "attune-tiny"));

    [SharedTheory("golden/models/llama")]
    [InlineData("llama")]
    [InlineData("mistral")]
    [InlineData("qwen2")]
    [InlineData("qwen3")]
    [InlineData("gemma3_text")]
    [InlineData("phi3")]
    [InlineData("gpt2")]
    [InlineData("gpt_neox")]
    public void The_names_of_layers_are_those_of_each_family(string name) => CompareNames(SharedData.Path("golden/models", name));

    private static void CompareNames(string folder)
    {
        var paths = LinearLayerNames.Of(JsonText.Read(File.ReadAllText(Path.Combine(folder, "config.json"))))!;
        using var weights = SafetensorsFile.Open(Path.Combine(folder, "model.safetensors"));
        string[] others = ["norm", ".ln_", ".wpe."];
        var names = weights.Tensors.Keys
            .Where(name => name.EndsWith(".weight", StringComparison.Ordinal) && !others.Any(other => name.Contains(other, StringComparison.Ordinal)))
            .Select(name => name[..^".weight".Length]);
        Assert.Equal(names.Order(StringComparer.Ordinal), paths.Order(StringComparer.Ordinal));
    }
}
