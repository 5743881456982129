using Attune.Generators.BaseModels;
using Attune.Generators.ChatTemplates;
using Attune.Generators.Recipes;
using Attune.Generators.Tests.Testing;

namespace Attune.Generators.Tests.Rules;

/// <summary>Rules of the tokens that recipes add and train: ATT2061 to ATT2065, and what they mean for ATT2027 and ATT2046.</summary>
public sealed class TokenRuleTests
{
    [Theory]
    [InlineData("""[AddedTokens("<|a|>", [|""|])]""", "AddedTokens names a token without characters")]
    [InlineData("""[AddedTokens([|" \n"|], "<|a|>", Special = true)]""", "a token without characters")]
    [InlineData("""[AddedTokens(["<|a|>", [|"\t"|]])]""", "a token without characters")]
    [InlineData("""[AddedTokens("<|a|>", [|null!|])]""", "a token without characters")]
    [InlineData("""[[|AddedTokens|]]""", "AddedTokens names no token")]
    [InlineData("""[[|TrainedTokens()|], Lora]""", "TrainedTokens names no token")]
    [InlineData("""[TrainedTokens([|""|]), Lora]""", "TrainedTokens names a token without characters")]
    public Task A_token_without_characters_fires(string attributes, string message) =>
        Rule.FiresAsync<EmptyTokenRule>("ATT2061", Samples.Recipe(attributes: attributes), null, message);

    [Theory]
    [InlineData("""[AddedTokens("<|a|>", "<|b|>", [|"<|a|>"|])]""", "AddedTokens names '<|a|>', which is named before")]
    [InlineData("""[AddedTokens("<|a|>")] [AddedTokens("<|b|>", [|"<|a|>"|], From = "x")]""", "named before")]
    [InlineData("""[AddedTokens("<|a|>")] [Lora, TrainedTokens([|"<|a|>"|])]""", "TrainedTokens names '<|a|>'")]
    public Task A_token_named_twice_fires(string attributes, string message) =>
        Rule.FiresAsync<TokenNamedTwiceRule>("ATT2062", Samples.Recipe(attributes: attributes), null, message);

    [Theory]
    [InlineData("""[[|AddedTokens("<|a|>")|]] static partial class Model;""", "Model has [AddedTokens] but no [Recipe]")]
    [InlineData("""[[|TrainedTokens("<|a|>")|]] static partial class Model;""", "Model has [TrainedTokens] but no [Recipe]")]
    public Task Tokens_without_a_recipe_fire(string source, string message) =>
        Rule.FiresAsync<TokensOutsideRecipeRule>("ATT2063", Samples.TicketPrompt + source, null, message);

    [Fact]
    public Task Single_rows_without_an_adapter_fire() => Rule.FiresAsync<TrainedTokensWithoutLoraRule>(
        "ATT2064", Samples.Recipe(attributes: """[[|TrainedTokens("<|im_end|>")|]]"""), null, "without an adapter the rows of all tokens are trained");

    [Fact]
    public Task A_token_that_the_base_has_fires() => Rule.FiresAsync<AddedTokenKnownRule>(
        "ATT2065", Samples.Recipe(attributes: """[AddedTokens("<|a|>", [|"<|im_end|>"|])]"""), Bases.Tiny(), "'<|im_end|>' is a token of the base model 'attune/tiny' already");

    [Theory]
    [InlineData("""[AddedTokens("<|a|>", "<|b|>", From = "sql")] [AddedTokens("<|c|>", Special = true, Initialization = RowInitialization.Normal, Seed = 3)]""")]
    [InlineData("""[Lora(Rank = 4)] [TrainedTokens("<|im_start|>", "<|im_end|>")] [AddedTokens(["<|a|>"])]""")]
    [InlineData("""[AddedTokens("<|a|>", Initialization = RowInitialization.MeanOfText, From = "sql")]""")]
    public async Task Tokens_that_can_be_added_and_trained_are_legal(string attributes)
    {
        var source = Samples.Recipe(attributes: attributes);
        await Rule.IsSilentAsync<EmptyTokenRule>(source);
        await Rule.IsSilentAsync<TokenNamedTwiceRule>(source);
        await Rule.IsSilentAsync<TokensOutsideRecipeRule>(source);
        await Rule.IsSilentAsync<TrainedTokensWithoutLoraRule>(source);
        await Rule.IsSilentAsync<ContradictoryOptionsRule>(source);
        await Rule.IsSilentAsync<AddedTokenKnownRule>(source, Bases.Tiny());
    }

    [Theory]
    [InlineData("""[AddedTokens("<|a|>", From = "sql", Initialization = [|RowInitialization.Normal|])]""", "both from the text of From and otherwise")]
    [InlineData("""[AddedTokens("<|a|>", Initialization = [|RowInitialization.MeanOfText|])]""", "Set From")]
    public Task Two_starts_or_none_fire(string attributes, string message) =>
        Rule.FiresAsync<ContradictoryOptionsRule>("ATT2027", Samples.Recipe(attributes: attributes), null, message);

    [Fact]
    public async Task A_template_may_write_the_tokens_that_its_recipe_adds()
    {
        const string Template = Samples.TicketPrompt + """
            [ChatTemplate("{% for m in messages %}<|turn|>{{ m.role }}\n{{ m.content }}<|stop|>\n{% endfor %}{% if add_generation_prompt %}<|turn|>assistant\n{% endif %}", StopToken = "<|stop|>")]
            static partial class T;
            """;
        const string Recipe = """
            [Recipe<Ticket>(Base = "attune/tiny", Prompt = typeof(AskForLabel), ChatTemplate = typeof(T))]
            [AddedTokens("<|turn|>", "<|stop|>", Special = true)]
            static partial class R;
            """;
        await Rule.IsSilentAsync<SpecialTokenUnknownRule>(Template + Recipe, Bases.Tiny());
        await Rule.FiresAsync<SpecialTokenUnknownRule>(
            "ATT2046", Template.Replace("StopToken = \"<|stop|>\"", "StopToken = [|\"<|stop|>\"|]", StringComparison.Ordinal)
                .Replace("messages %}<|turn|>", "messages %}[|<|turn|>|]", StringComparison.Ordinal)
                + Recipe.Replace("[AddedTokens(\"<|turn|>\", \"<|stop|>\", Special = true)]", "", StringComparison.Ordinal),
            Bases.Tiny(), "add it in the recipe with [AddedTokens(\"<|");
    }
}
