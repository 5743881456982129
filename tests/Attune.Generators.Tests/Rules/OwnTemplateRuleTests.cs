using Attune.CodeFixes;
using Attune.Generators.ChatTemplates;
using Attune.Generators.Tests.Testing;

namespace Attune.Generators.Tests.Rules;

/// <summary>The same proofs for a template of the user's own: shown inside its text.</summary>
public sealed class OwnTemplateRuleTests
{
    private const string Loop = "{% for m in messages %}";
    private const string End = "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\\n{% endif %}";
    private const string Turn = "<|im_start|>{{ m.role }}\\n{{ m.content }}<|im_end|>\\n";

    [Theory]
    [InlineData("{{ [|nothing.there|] }}" + Loop + Turn + End)]
    [InlineData("{% for i in range(90000) %}{% [|for|] j in range(90000) %}{% endfor %}{% endfor %}")]
    public Task A_part_that_fails_fires(string template) => Rule.FiresAsync<TemplateFailsRule>("ATT2040", Template(template), null, "T fails");

    [Theory]
    [InlineData(Loop + "{% if m.role == 'system' %}{{ [|raise_exception('no system')|] }}{% endif %}" + Turn + End)]
    public Task The_place_that_refuses_a_role_fires(string template) =>
        Rule.FiresAsync<RoleNotAcceptedRule>("ATT2041", Template(template) + Recipe("WithSystem"), null, "refuses messages of the role 'system'");

    [Fact]
    public async Task A_role_that_no_row_has_may_be_refused()
    {
        var template = Template(Loop + "{% if m.role == 'system' %}{{ raise_exception('no system') }}{% endif %}" + Turn + End);
        await Rule.IsSilentAsync<RoleNotAcceptedRule>(template);
        await Rule.IsSilentAsync<RoleNotAcceptedRule>(template + Recipe("AskForLabel"));
    }

    [Fact]
    public Task The_default_system_prompt_fires() => Rule.FiresAsync<SystemPromptInjectedRule>(
        "ATT2042",
        Template("{% if messages[0].role != 'system' %}<|im_start|>system\\n[|You are a poet.|]<|im_end|>\\n{% endif %}" + Loop + Turn + End) + Recipe("AskForLabel"),
        null, "'You are a poet.'");

    [Fact]
    public Task The_part_that_rewrites_history_fires() => Rule.FiresAsync<HistoryRewrittenRule>(
        "ATT2043", Template(Loop + "{% if not loop.last and m.role == 'assistant' %}[|(older)|]{% else %}{{ m.content }}{% endif %}<|im_end|>\\n" + End), null, "'(older)");

    [Theory]
    [InlineData(Loop + "{{ m.role }}: {{ [|m.content|] }}" + End)]
    [InlineData(Loop + "{{ m.role }}: {{ m.content }}[| and so on|]" + End)]
    public Task The_part_where_the_stop_token_is_missing_fires(string template) =>
        Rule.FiresAsync<StopTokenOutsideRule>("ATT2044", Template(template), null, "T does not end an answer with '<|im_end|>'");

    [Fact]
    public async Task A_stop_token_that_is_not_the_one_written_fires_and_is_mended()
    {
        const string Written = Loop + "{{ m.role }}\\n{{ m.content }}</s>\\n" + End;
        await Rule.FiresAsync<StopTokenOutsideRule>("ATT2044", Template(Written, "[|\"<|im_end|>\"|]"), null, "It writes '</s>' there.");
        Assert.Equal(
            Template(Written, "\"</s>\""),
            await CodeFixTest.FixFirstAsync<StopTokenOutsideRule, CorrectNameCodeFix>(Template(Written)));
    }

    [Theory]
    [InlineData("{{ bos_token }}{{ [|bos_token|] }}")]
    [InlineData("<s>{{ [|bos_token|] }}")]
    public Task The_second_begin_token_fires(string start) => Rule.FiresAsync<BeginTokenNotOnceRule>(
        "ATT2045", Template(start + Loop + Turn + End) + Recipe("AskForLabel"), Bases.Tiny(tokenizer: Bases.BeginningTokenizer), "twice");

    [Fact]
    public async Task A_special_token_that_the_base_lacks_fires_and_is_mended()
    {
        const string Wrong = Loop + "[|<|im_strat|>|]{{ m.role }}\\n{{ m.content }}<|im_end|>\\n" + End;
        var source = Template(Wrong) + Recipe("AskForLabel");
        await Rule.FiresAsync<SpecialTokenUnknownRule>("ATT2046", source, Bases.Tiny(), "Did you mean '<|im_start|>'?");
        Assert.Equal(
            Template(Loop + Turn + End) + Recipe("AskForLabel"),
            await CodeFixTest.FixFirstAsync<SpecialTokenUnknownRule, CorrectNameCodeFix>(MarkedSource.Parse(source).Text, Bases.Tiny()));
    }

    [Fact]
    public Task A_stop_token_that_the_base_lacks_fires() => Rule.FiresAsync<SpecialTokenUnknownRule>(
        "ATT2046", Template(Loop + Turn.Replace("im_end", "im_stop", StringComparison.Ordinal) + End, "[|\"<|im_stop|>\"|]") + Recipe("AskForLabel"), Bases.Tiny(),
        "StopToken has '<|im_stop|>'");

    [Fact]
    public Task Text_that_only_looks_a_little_like_a_token_is_legal() => Rule.IsSilentAsync<SpecialTokenUnknownRule>(
        Template("[INST] <b> a|b {{ '<|' }}" + Loop + Turn + End) + Recipe("AskForLabel"), Bases.Tiny());

    [Fact]
    public Task The_part_that_inference_does_not_see_fires() => Rule.FiresAsync<PromptIsNoPrefixRule>(
        "ATT2047", Template(Loop + "<|im_start|>{{ m.role }}[|: |]{{ m.content }}<|im_end|>\\n" + End), null, "lets inference see '\\nIt is blue.' where training saw ': It is blue.");

    [Theory]
    [InlineData("\"" + Loop + Turn + End + "\"")]
    [InlineData("@\"" + Loop + "<|im_start|>{{ m.role }}{{ '\\n' }}{{ m.content }}<|im_end|>{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant{{ '\\n' }}{% endif %}\"")]
    public async Task Nothing_is_said_of_a_template_without_fault(string literal)
    {
        foreach (var user in new[] { "", Recipe("AskForLabel"), Recipe("WithSystem") })
        {
            var source = Prompts + $"[ChatTemplate({literal}, StopToken = \"<|im_end|>\")] static partial class T;\n" + user;
            var options = Bases.Tiny("{{ broken");
            await Rule.IsSilentAsync<TemplateFailsRule>(source, options);
            await Rule.IsSilentAsync<RoleNotAcceptedRule>(source, options);
            await Rule.IsSilentAsync<SystemPromptInjectedRule>(source, options);
            await Rule.IsSilentAsync<HistoryRewrittenRule>(source, options);
            await Rule.IsSilentAsync<StopTokenOutsideRule>(source, options);
            await Rule.IsSilentAsync<BeginTokenNotOnceRule>(source, options);
            await Rule.IsSilentAsync<SpecialTokenUnknownRule>(source, options);
            await Rule.IsSilentAsync<PromptIsNoPrefixRule>(source, options);
            await Rule.IsSilentAsync<NoChatTemplateRule>(source, options);
        }
    }

    private const string Prompts = Samples.TicketPrompt + """
        [Prompt<Ticket>(System = "Name the label.", User = "{{ text }} {{ priority }}")] static partial class WithSystem;

        """;

    private static string Template(string template, string stopToken = "\"<|im_end|>\"") =>
        Prompts + $"[ChatTemplate(\"{template}\", StopToken = {stopToken})] static partial class T;\n";

    private static string Recipe(string prompt) =>
        $"[Recipe<Ticket>(Base = \"attune/tiny\", Prompt = typeof({prompt}), ChatTemplate = typeof(T))] static partial class R;";
}
