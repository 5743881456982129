using Attune.Generators.ChatTemplates;
using Attune.TestSupport;
using Attune.Text.Conversations;

namespace Attune.Generators.Tests.Rules;

/// <summary>What the proofs find in chat templates that are in use.</summary>
public sealed class KnownTemplateTests
{
    private static readonly Dictionary<string, object?> Tokens = new() { ["bos_token"] = "<s>", ["eos_token"] = "</s>" };

    [SharedFact("data/tpl-trl")]
    public void Every_known_template_is_probed_without_a_crash()
    {
        var files = Directory.GetDirectories(SharedData.Path("data"), "tpl-*").SelectMany(folder => Directory.GetFiles(folder, "*.jinja", SearchOption.AllDirectories)).ToList();
        Assert.True(files.Count >= 100, $"{files.Count} templates");
        foreach (var file in files)
        {
            if (TemplateProbe.Of(File.ReadAllText(file), Tokens, default) is not { } probe)
                continue;
            Assert.Equal(probe.Facts.HistoryChange is null, probe.History is null);
            Assert.Equal(probe.Plain.Text is null, probe.Plain.Failure is not null && probe.Plain.AnswerEnd < 0);
            Assert.DoesNotContain("steps of work", probe.Plain.Failure?.Message ?? "", StringComparison.Ordinal);
        }
    }

    [SharedTheory("data/tpl-trl")]
    [InlineData("gemma.jinja", RoleSupport.Refused)]
    [InlineData("llama3.jinja", RoleSupport.Written)]
    [InlineData("qwen2_5.jinja", RoleSupport.Written)]
    public void System_messages(string file, RoleSupport support) => Assert.Equal(support, Probe(file).Facts.Roles["system"]);

    [SharedTheory("data/tpl-trl")]
    [InlineData("qwen2_5.jinja", "You are Qwen, created by Alibaba Cloud. You are a helpful assistant.")]
    [InlineData("qwen3.jinja", null)]
    [InlineData("llama3.jinja", null)]
    [InlineData("gemma.jinja", null)]
    public void Default_system_prompts(string file, string? text) => Assert.Equal(text, Probe(file).InjectedSystemPrompt?.Text);

    [SharedTheory("data/tpl-trl")]
    [InlineData("qwen3.jinja", false)]
    [InlineData("qwen2_5.jinja", true)]
    [InlineData("llama3.jinja", true)]
    [InlineData("gemma.jinja", true)]
    public void The_prompt_of_inference_starts_the_text_of_training(string file, bool isPrefix) => Assert.Equal(isPrefix, Probe(file).Plain.Difference is null);

    private static TemplateProbe Probe(string file)
    {
        var probe = TemplateProbe.Of(File.ReadAllText(SharedData.Path("data/tpl-trl", file)), Tokens, default);
        Assert.NotNull(probe);
        return probe;
    }
}
