using System.Text.Json;
using Attune.Sdk.Tests.Support;

namespace Attune.Sdk.Tests;

/// <summary>A recipe with tokens of its own, from the attribute to the tuned model's answers.</summary>
public sealed class TokenRecipeTests
{
    [Theory]
    [InlineData("[Lora(Rank = 8)]", "adapter_model.safetensors")]
    [InlineData("", "model.safetensors")]
    public void A_model_learns_to_write_a_token_that_its_base_does_not_have(string lora, string weights)
    {
        using var project = new TuningProject();
        project.Write("Recipe.cs", Recipe(lora));
        project.WriteRows(Rows());
        var run = project.Build("-t:Tune").MustSucceed();
        Assert.Contains("step ", run.Output, StringComparison.Ordinal);
        var artifact = Assert.Single(Directory.GetFiles(project.PathOf(".attune"), weights, SearchOption.AllDirectories));
        var folder = Path.GetDirectoryName(artifact)!;
        var tokenizer = Text.Tokenizers.Tokenizer.Load(folder);
        var first = tokenizer.TokenToId("<|colour|>")!.Value;
        Assert.Equal(first + 1, tokenizer.TokenToId("<|end|>"));
        if (lora.Length > 0)
        {
            using var configuration = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "adapter_config.json")));
            Assert.Equal([first, first + 1], configuration.RootElement.GetProperty("trainable_token_indices").EnumerateArray().Select(id => id.GetInt32()));
        }

        // Opened again: the answer has the token as text.
        var answer = project.Program("ask", "--project", project.Folder, "--recipe", "ColourModel", "--threads", "1", "thing number 77 is blue").MustSucceed();
        Assert.Matches(@"<\|colour\|>\w*<\|end\|>", answer.Output);

        // Made again: the same bits, with another number of threads.
        var locked = project.LockedWeights();
        Directory.Delete(project.PathOf(".attune"), recursive: true);
        project.Program("tune", "--project", project.Folder, "--threads", "2").MustSucceed();
        Assert.Equal(locked, project.LockedWeights());
    }

    [Fact]
    public void A_recipe_whose_tokens_changed_since_is_refused_until_it_is_tuned()
    {
        using var project = new TuningProject();
        project.Write("Recipe.cs", Recipe("[Lora(Rank = 8)]"));
        project.WriteRows(Rows());
        project.Build("-t:Tune").MustSucceed();
        project.Write("Recipe.cs", Recipe("[Lora(Rank = 8)]").Replace("\"<|colour|>\", \"<|end|>\"", "\"<|end|>\", \"<|colour|>\"", StringComparison.Ordinal));
        project.Build("-p:AttuneCheckOnBuild=false").MustSucceed();
        var refused = project.Program("ask", "--project", project.Folder, "thing number 77 is blue");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("ATT4173", refused.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", refused.Output, StringComparison.Ordinal);
    }

    private static List<string> Rows() =>
    [
        .. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? "red" : "blue").Select((colour, i) =>
            $$"""{"text": "thing number {{i}} is {{colour}}", "colour": "<|colour|>{{colour}}<|end|>"}"""),
    ];

    private static string Recipe(string lora) => $$$"""
        [Dataset("data/rows.jsonl", TestFraction = 0.2)]
        public sealed partial record Thing(string Text, [property: Completion] string Colour);

        [Prompt<Thing>(System = "Name the colour.", User = "{{ text }}")]
        public static partial class NameColour;

        [Recipe<Thing>(Base = "attune/tiny", Prompt = typeof(NameColour), Epochs = 8, BatchSize = 8, LearningRate = {{{(lora.Length > 0 ? "4e-3" : "1e-3")}}}, MaxNewTokens = 8)]
        {{{lora}}}
        [AddedTokens("<|colour|>", "<|end|>")]
        public static partial class ColourModel
        {
            [Assertion(AtLeast = 1)]
            static void IsMarked(Thing thing, Completion answer) => answer.Text.Should().StartWith("<|colour|>").And.EndWith("<|end|>");
        }
        """;
}
