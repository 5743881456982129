using Attune.TestSupport;
using Attune.Text.Conversations;
using Attune.Text.Datasets.Checks;
using Attune.Text.Masks;
using static Attune.Text.Tests.Datasets.Checks.CheckedDataset;

namespace Attune.Text.Tests.Datasets.Checks;

/// <summary>Rules over conversations of several turns, with reasoning and tool calls.</summary>
public sealed class ConversationRuleTests
{
    private const string Qwen3 = "data/tpl-trl/qwen3.jinja";

    private static readonly Message Question = new("user", "what is the colour");

    private static readonly Message Caller = new("assistant", "I look it up.")
    {
        ToolCalls = [new("colour", new Dictionary<string, object?> { ["of"] = "thing" }), new("size", new Dictionary<string, object?>())],
    };

    private static readonly Message Thinker = new("assistant", "red") { Reasoning = "roses are red" };

    [Fact]
    public void Calls_that_a_template_leaves_out_are_named() => Assert.Equal(
        ["chat.jsonl(3,1): warning ATT3079: The chat template leaves out the call 1 (of colour) and the call 2 (of size) of message 2: the model neither reads nor learns it. Use a chat template that writes it, or take it out of the row."],
        Findings(ChatMl, Question, Caller, new Message("tool", "red"), new Message("assistant", "It is red.")));

    [Fact]
    public void Reasoning_that_a_template_leaves_out_is_named() => Assert.Equal(
        ["chat.jsonl(3,1): warning ATT3079: The chat template leaves out the reasoning of message 2: the model neither reads nor learns it. Use a chat template that writes it, or take it out of the row."],
        Findings(ChatMl, Question, Thinker));

    [Fact]
    public void Text_beside_a_call_that_a_template_leaves_out_is_named()
    {
        const string template = "{% for m in messages %}<|im_start|>{{ m.role }}\n{% for c in m.tool_calls %}{{ c | tojson }}{% else %}{{ m.content }}{% endfor %}<|im_end|>\n{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";
        Assert.Contains("leaves out the content of message 2", Assert.Single(Findings(template, Question, Caller)));
        Assert.Empty(Findings(template, Question, Caller with { Content = null }));
    }

    [Fact]
    public void A_template_that_writes_all_says_nothing()
    {
        const string template = "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.reasoning_content }}{{ m.content }}{{ m.tool_calls | tojson if m.tool_calls }}<|im_end|>\n{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";
        Assert.Empty(Findings(template, Question, Caller, new Message("tool", "red"), Thinker));
    }

    [SharedFact(Qwen3)]
    public void Thoughts_of_earlier_turns_that_the_stock_template_of_Qwen3_leaves_out_are_named_where_they_are_learned()
    {
        var template = File.ReadAllText(SharedData.Path(Qwen3));
        Assert.Equal(
            ["chat.jsonl(3,1): warning ATT3080: Message 2 is learned as the chat template rewrites it once later turns follow, without reasoning, and not as the model would write it. Give these messages \"weight\": 0, make a row of each answer with what came before it, or use a chat template that keeps what was said."],
            Findings(template, Question, Thinker, new Message("user", "and now"), Thinker));
        Assert.Empty(Findings(template, Question, Thinker));
        Assert.Empty(Findings(template, Question, Thinker with { IsLearned = false }, new Message("user", "and now"), Thinker));
    }

    [Fact]
    public void Turns_that_a_template_rewrites_in_another_way_are_named_together()
    {
        const string template = "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content if loop.last or m.role == 'user' else m.content[:2] }}<|im_end|>\n{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";
        var answer = new Message("assistant", "It is red.");
        Assert.Contains(
            "Messages 2, 4 are learned as the chat template rewrites them once later turns follow, and not",
            Assert.Single(Findings(template, Question, answer, Question, answer, Question, answer)));
    }

    /// <summary>Where padding and stop token are one id, a mask by id loses the stop token; ours goes by place.</summary>
    [Fact]
    public void A_mask_that_takes_padding_by_its_id_loses_the_stop_token()
    {
        var report = Report(ChatMl, encoded => encoded with { LossMask = [.. encoded.LossMask.Select((flag, i) => flag && encoded.Tokens.Ids[i] != Stop)] }, Question, new Message("assistant", "red"));
        var finding = Assert.Single(report.Findings);
        Assert.Equal(("ATT3052", 3), (finding.Code, finding.Line));
        Assert.Empty(Findings(ChatMl, Question, new Message("assistant", "red")));
    }

    private static string[] Findings(string template, params Message[] messages) =>
        [.. Report(template, encoded => encoded, messages).Findings.Select(finding => finding.ToString())];

    private static DatasetCheckReport Report(string template, Func<EncodedRow, EncodedRow> change, params Message[] messages)
    {
        var chat = ChatTemplate.Parse(template);
        var conversation = chat.Render(messages);
        var tokens = Tokenizer.Encode(conversation.Text);
        var options = new DatasetCheckOptions { Tokenizer = Tokenizer, StopTokenIds = new HashSet<int> { Stop } };
        var encoded = new EncodedRow
        {
            File = "chat.jsonl",
            Line = 3,
            Part = DatasetPart.Train,
            Conversation = conversation,
            Tokens = tokens,
            LossMask = LossMask.ForAssistant(conversation, tokens, Tokenizer, options.StopTokenIds),
            PromptTokens = Tokenizer.Encode(chat.Render(messages[..^1], addGenerationPrompt: true).Text).Ids,
        };
        return DatasetChecks.Run([CheckedRow.OfMessages("chat.jsonl", 3, DatasetPart.Train, messages, null, change(encoded))], options);
    }
}
