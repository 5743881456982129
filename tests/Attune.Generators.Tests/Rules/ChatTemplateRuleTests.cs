using Attune.Generators.ChatTemplates;
using Attune.Generators.Tests.Testing;

namespace Attune.Generators.Tests.Rules;

/// <summary>ATT2040 to ATT2048 for the template of the base model: shown at the recipe.</summary>
public sealed class ChatTemplateRuleTests
{
    private const string Loop = "{% for m in messages %}";
    private const string Prompt = "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

    [Theory]
    [InlineData("{% for m in messages %}{{ m.content", "(chat_template.jinja, line 1, column")]
    [InlineData("\n{% for m in nowhere %}{% endfor %}{{ undefined_thing.x }}", "(chat_template.jinja, line 2, column")]
    [InlineData("{{ strftime_now('%Y') }}" + Loop + "{{ m.content }}{% endfor %}", "no clock")]
    [InlineData("{% for i in range(90000) %}{% for j in range(90000) %}{% endfor %}{% endfor %}", "steps")]
    [InlineData("{% set ns = namespace(x='aaaaaaaaaaaaaaaa') %}{% for i in range(90) %}{% set ns.x = ns.x + ns.x %}{% endfor %}", "limit")]
    [InlineData("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "deep")]
    public Task A_template_that_fails_fires(string template, string message) =>
        Rule.FiresAsync<TemplateFailsRule>("ATT2040", Recipe(), Bases.Tiny(template), "The chat template of 'attune/tiny'", message);

    [Theory]
    [InlineData(Loop + "{% if m.role == 'user' %}{{ raise_exception('no') }}{% endif %}{{ m.content }}" + Prompt, "refuses messages of the role 'user'")]
    [InlineData(Loop + "{% if m.role != 'assistant' %}{{ m.content }}{% endif %}" + Prompt, "leaves out messages of the role 'assistant'")]
    public Task A_role_of_every_row_that_is_not_accepted_fires(string template, string message) =>
        Rule.FiresAsync<RoleNotAcceptedRule>("ATT2041", Recipe(), Bases.Tiny(template), message);

    [Theory]
    [InlineData(Loop + "{% if m.role == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}{{ m.content }}" + Prompt, "refuses messages of the role 'system'")]
    [InlineData(Loop + "{% if m.role != 'system' %}{{ m.content }}{% endif %}" + Prompt, "leaves out messages of the role 'system'")]
    public async Task A_system_message_that_is_not_accepted_fires_at_the_prompt(string template, string message)
    {
        const string Marked = """[Recipe<Ticket>(Base = "attune/tiny", Prompt = [|typeof(WithSystem)|])] static partial class R;""";
        await Rule.FiresAsync<RoleNotAcceptedRule>("ATT2041", Prompts + Marked, Bases.Tiny(template), message, "into User");
        await Rule.IsSilentAsync<RoleNotAcceptedRule>(Unmarked(Recipe()), Bases.Tiny(template));
    }

    [Fact]
    public async Task A_system_prompt_of_the_template_fires_where_the_prompt_has_none()
    {
        var options = Bases.Tiny(
            "{% if messages[0].role != 'system' %}<|im_start|>system\nYou are a helpful assistant.<|im_end|>\n{% endif %}" + Bases.ChatMl);
        await Rule.FiresAsync<SystemPromptInjectedRule>("ATT2042", Recipe(), options, "puts 'You are a helpful assistant.' before every row");
        await Rule.IsSilentAsync<SystemPromptInjectedRule>(Prompts + WithSystem, options);
    }

    [Theory]
    [InlineData(Loop + "{% if not loop.last and m.role == 'assistant' %}(older){% else %}{{ m.content }}{% endif %}<|im_end|>" + Prompt, "writes '(older)")]
    [InlineData(Loop + "{{ m.content }}<|im_end|>{% if loop.last %}<|end|>{% endif %}" + Prompt, "instead of '<|end|>'")]
    public Task A_template_that_rewrites_history_fires(string template, string message) =>
        Rule.FiresAsync<HistoryRewrittenRule>("ATT2043", Recipe(), Bases.Tiny(template), message);

    [Theory]
    [InlineData(Loop + "{{ m.content }}\n" + Prompt, "with '<|im_end|>'", "It writes nothing there.")]
    [InlineData(Loop + "{{ m.content }} and so on\n" + Prompt, "with '<|im_end|>'", "' and so on")]
    [InlineData(Loop + "{% if not loop.first %}<|im_end|>{% endif %}{{ m.content }}" + Prompt, "with '<|im_end|>'", "It writes nothing there.")]
    public Task An_answer_without_stop_token_fires(string template, params string[] messages) =>
        Rule.FiresAsync<StopTokenOutsideRule>("ATT2044", Recipe(), Bases.Tiny(template), messages);

    [Theory]
    [InlineData("{{ bos_token }}{{ bos_token }}", Bases.Tokenizer, "twice")]
    [InlineData("<s><s>", Bases.BeginningTokenizer, "twice")]
    [InlineData("", Bases.BeginningTokenizer, "not at all")]
    public Task A_begin_token_that_is_not_there_once_fires(string start, string tokenizer, string message) =>
        Rule.FiresAsync<BeginTokenNotOnceRule>("ATT2045", Recipe(), Bases.Tiny(start + Bases.ChatMl, tokenizer), message);

    [Theory]
    [InlineData("{{ bos_token }}", Bases.BeginningTokenizer)]
    [InlineData("", Bases.Tokenizer)]
    [InlineData("{{ bos_token }}", Bases.Tokenizer)]
    public Task A_begin_token_where_it_belongs_is_legal(string start, string tokenizer) =>
        Rule.IsSilentAsync<BeginTokenNotOnceRule>(Unmarked(Recipe()), Bases.Tiny(start + Bases.ChatMl, tokenizer));

    [Fact]
    public Task A_special_token_that_the_vocabulary_lacks_fires() => Rule.FiresAsync<SpecialTokenUnknownRule>(
        "ATT2046", Recipe(), Bases.Tiny(Bases.ChatMl.Replace("im_start", "im_begin", StringComparison.Ordinal)), "'<|im_begin|>'");

    [Fact]
    public Task A_generation_prompt_that_training_does_not_see_fires() => Rule.FiresAsync<PromptIsNoPrefixRule>(
        "ATT2047", Recipe(), Bases.Tiny(Bases.ChatMl.Replace("assistant\\n' }}", "assistant\\n<think>' }}", StringComparison.Ordinal)),
        "lets inference see '<think>It is blue.' where training saw 'It is blue.");

    [Fact]
    public Task A_base_without_a_template_fires() => Rule.FiresAsync<NoChatTemplateRule>("ATT2048", Recipe(), Bases.Tiny(template: null), "'attune/tiny'");

    [Fact]
    public async Task Nothing_is_said_of_a_template_without_fault()
    {
        foreach (var recipe in new[] { Unmarked(Recipe()), Prompts + WithSystem })
        {
            var options = Bases.Tiny();
            await Rule.IsSilentAsync<TemplateFailsRule>(recipe, options);
            await Rule.IsSilentAsync<RoleNotAcceptedRule>(recipe, options);
            await Rule.IsSilentAsync<SystemPromptInjectedRule>(recipe, options);
            await Rule.IsSilentAsync<HistoryRewrittenRule>(recipe, options);
            await Rule.IsSilentAsync<StopTokenOutsideRule>(recipe, options);
            await Rule.IsSilentAsync<BeginTokenNotOnceRule>(recipe, options);
            await Rule.IsSilentAsync<SpecialTokenUnknownRule>(recipe, options);
            await Rule.IsSilentAsync<PromptIsNoPrefixRule>(recipe, options);
            await Rule.IsSilentAsync<NoChatTemplateRule>(recipe, options);
        }
    }

    [Theory]
    [InlineData("""{ "chat_template": "{{ broken", "eos_token": "<|im_end|>" }""")]
    [InlineData("""{ "chat_template": [{ "name": "tool_use", "template": "{{ 1 }}" }, { "name": "default", "template": "{{ broken" }] }""")]
    public Task A_template_in_the_settings_is_found(string settings) => Rule.FiresAsync<TemplateFailsRule>(
        "ATT2040", Recipe(), Bases.Tiny(template: null, settings: settings), "(tokenizer_config.json, line 1");

    [Fact]
    public async Task Without_files_nothing_is_said()
    {
        await Rule.IsSilentAsync<NoChatTemplateRule>(Unmarked(Recipe()), TestOptions.Sdk());
        await Rule.IsSilentAsync<TemplateFailsRule>(Unmarked(Recipe()), TestOptions.Sdk());
    }

    private const string Prompts = Samples.TicketPrompt + """
        [Prompt<Ticket>(System = "Name the label.", User = "{{ text }} {{ priority }}")] static partial class WithSystem;
        """;

    private const string WithSystem = """[Recipe<Ticket>(Base = "attune/tiny", Prompt = typeof(WithSystem))] static partial class R;""";

    private static string Recipe() =>
        Prompts + """[Recipe<Ticket>(Base = [|"attune/tiny"|], Prompt = typeof(AskForLabel))] static partial class R;""";

    private static string Unmarked(string marked) => MarkedSource.Parse(marked).Text;
}
