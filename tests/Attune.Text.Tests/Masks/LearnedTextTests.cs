using Attune.TestSupport;
using Attune.Text.Conversations;

namespace Attune.Text.Tests.Masks;

/// <summary>
/// What is learned of conversations under each of the reference's chat templates, found from the origins alone, without
/// a look at <c>{% generation %}</c> blocks. <c>Golden/learned.tsv</c> holds all of it for a reviewer's eye;
/// <c>ATTUNE_UPDATE_GOLDEN=1 dotnet test</c> writes it anew.
/// </summary>
public class LearnedTextTests
{
    /// <summary>The templates under which something else than the answers and their stop tokens is learned, and why.</summary>
    private static readonly (string Reason, string[] Names)[] s_otherwise =
    [
        ("The answer has marks of its own around it, which the model writes.",
        [
            "tpl-axolotl/command_a_rag.jinja", "tpl-axolotl/command_a_tool_use.jinja",
            "tpl-llamacpp/2025-02/CohereForAI-c4ai-command-r7b-12-2024-tool_use.jinja",
            "tpl-llamacpp/CohereForAI-c4ai-command-r7b-12-2024-tool_use.jinja", "tpl-trl/cohere2_training.jinja",
        ]),
        ("The prompt ends in front of the blank that begins an answer.",
        [
            "tpl-axolotl/llava.jinja", "tpl-axolotl/mistral_v2v3.jinja", "tpl-llamacpp/llama-cpp-rwkv-world.jinja",
            "tpl-trl/llava_next.jinja", "tpl-vllm-2024/template_falcon_180b.jinja",
        ]),
        ("The same, and two line ends stand in front of the stop token.", ["tpl-llamacpp/Reka-Edge.jinja"]),
        ("The model writes the empty thought of the last turn, or the part of it that the prompt does not open.",
        [
            "tpl-axolotl/qwen3.jinja", "tpl-axolotl/qwen3_5.jinja", "tpl-llamacpp/StepFun3.5-Flash.jinja",
            "tpl-llamacpp/stepfun-ai-Step-3.5-Flash.jinja", "tpl-trl/qwen3.jinja", "tpl-trl/qwen3_5_think.jinja", "tpl-trl/qwen3_6.jinja",
            "tpl-trl/tests/data/template.jinja",
        ]),
        ("The same in every turn.",
        [
            "tpl-llamacpp/Kimi-K2-Thinking.jinja", "tpl-trl/nemotron_3_nano_training.jinja", "tpl-trl/nemotron_3_super_training.jinja",
            "tpl-trl/qwen3_6_training.jinja", "tpl-trl/qwen3_training.jinja", "tpl-trl/glm4moe_training.jinja",
        ]),
        ("The same, and the stop token is the next turn's mark, which the last turn does not have.",
            ["tpl-llamacpp/GLM-4.7-Flash.jinja", "tpl-llamacpp/GLM-5.2.jinja", "tpl-trl/glm4moe.jinja"]),
        ("The model names whom it speaks to.",
            ["tpl-llamacpp/2025-02/meetkai-functionary-medium-v3.2.jinja", "tpl-llamacpp/meetkai-functionary-medium-v3.2.jinja"]),
        ("The model names the channel it speaks on.", ["tpl-llamacpp/openai-gpt-oss-120b.jinja", "tpl-trl/gptoss.jinja"]),
    ];

    [SharedFact("data/tpl-trl")]
    public void Answers_and_stop_tokens_are_learned_under_every_template()
    {
        var otherwise = new List<string>();
        var renders = 0;
        foreach (var template in LearnedTemplate.All())
        {
            if (Learned(template, LearnedConversations.Talk) is not { } learned)
                continue;
            renders++;
            if (!Expected(template.StopTokens).Contains(learned))
                otherwise.Add(template.Name + "\t" + learned.Replace("\n", "\\n"));
        }

        Assert.True(
            otherwise.Select(line => line.Split('\t')[0]).Order(StringComparer.Ordinal)
                .SequenceEqual(s_otherwise.SelectMany(group => group.Names).Order(StringComparer.Ordinal)) && renders > 100,
            $"{renders} renders; these learn something else:\n" + string.Join('\n', otherwise));
    }

    [SharedFact("data/tpl-trl")]
    public void All_that_is_learned_is_as_it_was_reviewed()
    {
        var lines = new List<string>();
        foreach (var template in LearnedTemplate.All())
        {
            foreach (var (kind, conversation) in LearnedConversations.All())
            {
                var learned = (Learned(template, conversation) ?? "refused").Replace("\n", "\\n");
                lines.Add($"{template.Name}\t{kind}\t{learned}{Rewritten(template, conversation)}");
            }
        }

        var file = System.IO.Path.Combine(LearnedTemplate.Folder, "learned.tsv");
        var actual = string.Join('\n', lines) + "\n";
        if (Environment.GetEnvironmentVariable("ATTUNE_UPDATE_GOLDEN") == "1")
            File.WriteAllText(file, actual);
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), actual);
    }

    /// <summary>The messages that the template writes otherwise than as the last one.</summary>
    private static string Rewritten(LearnedTemplate template, Conversation conversation) =>
        template.TryRender(conversation)?.RewrittenMessages is { Count: > 0 } messages ? $"\trewrites message {string.Join(", ", messages)}" : "";

    /// <summary>The answers, each with one of the stop tokens, or the last with another than the first.</summary>
    private static IEnumerable<string> Expected(string[] stops)
    {
        if (stops.Length == 0)
            return ["First answer.Second answer."];
        return from first in stops from second in stops select $"First answer.{first}Second answer.{second}";
    }

    private static string? Learned(LearnedTemplate template, Conversation conversation)
    {
        if (template.TryRender(conversation) is not { } rendered)
            return null;
        var tokens = template.Tokenizer.Encode(rendered.Text);
        var mask = template.Mask(rendered, tokens);
        return template.Tokenizer.Decode([.. tokens.Ids.Where((_, index) => mask[index])], skipSpecialTokens: false);
    }
}
