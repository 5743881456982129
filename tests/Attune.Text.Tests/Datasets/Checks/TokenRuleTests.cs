using Attune.Text.Datasets.Checks;
using static Attune.Text.Tests.Datasets.Checks.CheckedDataset;

namespace Attune.Text.Tests.Datasets.Checks;

/// <summary>Rules over tokens and masks: each fault is planted, and the nearest clean rows say nothing.</summary>
public sealed class TokenRuleTests
{
    [Fact]
    public void Clean_rows_say_nothing() => Assert.Empty(new CheckedDataset { Train = Clean(60), Test = [Row("Is it raining in Oslo?", "No.")] }.Findings());

    [Fact]
    public void An_empty_answer_is_an_error_at_the_answer() => Assert.Equal(
        ["train.jsonl(2,23): error ATT3050: The row's answer is empty. Write the answer, or delete the row."],
        new CheckedDataset { Train = [Row("a red thing", "red"), Row("a thing", " ")] }.Findings().Where(line => !line.Contains("ATT3076")));

    [Fact]
    public void A_template_that_leaves_the_answer_out_supervises_nothing() => Assert.Equal(
        ["train.jsonl(1,27): error ATT3051: No token of the row is supervised. See whether the chat template prints the assistant's content; `inspect` shows the row token by token."],
        new CheckedDataset { Train = [Row("a red thing", "red")], Template = "<|im_start|>{{ messages[0].content }}<|im_end|>" }.Findings());

    [Fact]
    public void A_template_without_a_stop_token_is_an_error() => Assert.Equal(
        [$"train.jsonl(1,27): error ATT3052: The last supervised token is 'd' ({Tokenizer.TokenToId("d")}), not a stop token. The chat template must write the stop token right after the assistant's content; declare it with [ChatTemplate(..., StopToken = ...)] or mend the base model's generation_config.json."],
        new CheckedDataset { Train = [Row("a red thing", "d")], Template = "<|im_start|>{{ messages[0].content }}\n{% if not add_generation_prompt %}{{ messages[1].content }}{% endif %}" }.Findings());

    [Fact]
    public void A_generation_block_that_leaves_the_stop_token_out_is_an_error() => Assert.Contains(
        "train.jsonl(1,27): error ATT3052: The last supervised token is 'd' (",
        Assert.Single(new CheckedDataset
        {
            Train = [Row("a red thing", "d")],
            Template = "{% for m in messages %}<|im_start|>{{ m.role }}\n{% if m.role == 'assistant' %}{% generation %}{{ m.content }}{% endgeneration %}{% else %}{{ m.content }}{% endif %}<|im_end|>\n{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}",
        }.Findings()));

    [Fact]
    public void A_generation_prompt_of_another_text_is_named_by_its_first_token() => Assert.Equal(
        [$"train.jsonl(1,1): error ATT3053: Training and inference differ at token 6: inference has '<|im_start|>' (1), training has 'assistant' ({Tokenizer.TokenToId("assistant")}). The generation prompt must end where the answer begins, on a token border; change the chat template or the prompt's last characters."],
        new CheckedDataset
        {
            Train = [Row("a thing", "red")],
            Template = "{% for m in messages %}{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}{% if add_generation_prompt %}<|im_start|>{% endif %}",
        }.Findings());

    [Fact]
    public void A_token_over_the_border_of_prompt_and_answer_is_named()
    {
        const string template = "{{ messages[0].content }}{% if not add_generation_prompt %}{{ messages[1].content }}<|im_end|>{% endif %}";
        Assert.Equal(
            [$"train.jsonl(1,17): error ATT3053: The end of the prompt and the start of the answer are one token, 'ab' ({Id("ab")}); inference starts with 'a' ({Id("a")}) instead. Let the prompt end on a token border: a line break or a special token before the answer, and no blank at the end of the prompt."],
            new CheckedDataset { Train = [Row("a", "b")], Template = template }.Findings());
        Assert.Empty(new CheckedDataset { Train = [Row("thing a:", "b")], Template = template }.Findings());
    }

    [Fact]
    public void A_token_over_the_end_of_an_answer_is_named()
    {
        Assert.Equal(
            [$"train.jsonl(1,1): warning ATT3057: The token 'cd' ({Id("cd")}) lies across the end of message 2, which the assistant wrote. Let the chat template put a special token or a line break at the border."],
            new CheckedDataset { Train = [Row("a thing", "c")], Template = ChatMl.Replace("<|im_end|>", "d<|im_end|>") }.Findings());
        Assert.Empty(new CheckedDataset { Train = [Row("a thing", "c")], Template = ChatMl }.Findings());
    }

    [Fact]
    public void A_tokenizer_that_begins_every_text_asks_for_its_token()
    {
        var begin = Id("<|endoftext|>");
        var options = new DatasetCheckOptions { Tokenizer = Tokenizer, StopTokenIds = new HashSet<int> { Stop }, BeginTokenId = begin, BeginTokenIsRequired = true };
        var rows = new CheckedDataset { Train = [Row("a thing", "red")], Options = options };
        Assert.Equal(
            [$"train.jsonl(1,1): error ATT3058: The row starts with '<|im_start|>' ({Id("<|im_start|>")}); the tokenizer begins every text with '<|endoftext|>' ({begin}). Begin the chat template with {{{{ bos_token }}}}."],
            rows.Findings());
        Assert.Empty((rows with { Template = "<|endoftext|>" + ChatMl }).Findings());
        Assert.Empty((rows with { Options = options with { BeginTokenIsRequired = false } }).Findings());
    }

    [Fact]
    public void Two_begin_tokens_are_an_error()
    {
        var begin = Id("<|endoftext|>");
        var options = new DatasetCheckOptions { Tokenizer = Tokenizer, StopTokenIds = new HashSet<int> { Stop }, BeginTokenId = begin };
        var rows = new CheckedDataset { Train = [Row("a thing", "red")], Options = options, Template = "<|endoftext|><|endoftext|>" + ChatMl };
        Assert.Equal(
            [$"train.jsonl(1,1): error ATT3059: The begin token '<|endoftext|>' ({begin}) stands twice in a row, at tokens 0 and 1. Let only the chat template write it, once, at the beginning."],
            rows.Findings());

        // Content that spells it is text, so nothing stands twice.
        Assert.DoesNotContain((rows with { Template = "<|endoftext|>{{ messages[0].content }}<|im_start|>{% if not add_generation_prompt %}{{ messages[1].content }}<|im_end|>{% endif %}", Train = [Row("<|endoftext|>", "red")] }).Findings(), line => line.Contains("ATT3059"));
    }

    [Fact]
    public void Whether_a_tokenizer_begins_every_text_is_found_out_from_itself()
    {
        using var folder = new TestSupport.TemporaryFolder();
        var options = new DatasetCheckOptions { Tokenizer = Tokenizer }.WithBeginToken("<|endoftext|>");
        Assert.Equal((Id("<|endoftext|>"), false), (options.BeginTokenId!.Value, options.BeginTokenIsRequired));
        Tokenizer.Save(folder.File("tokenizer.json"));
        var json = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(folder.File("tokenizer.json")))!;
        json["post_processor"] = System.Text.Json.Nodes.JsonNode.Parse(
            """{"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "<|endoftext|>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}], "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}], "special_tokens": {"<|endoftext|>": {"id": "<|endoftext|>", "ids": [0], "tokens": ["<|endoftext|>"]}}}""");
        File.WriteAllText(folder.File("tokenizer.json"), json.ToJsonString());
        var loaded = Attune.Text.Tokenizers.Tokenizer.Load(folder.File("tokenizer.json"));
        Assert.True(new DatasetCheckOptions { Tokenizer = loaded }.WithBeginToken("<|endoftext|>").BeginTokenIsRequired);
        Assert.Null(new DatasetCheckOptions { Tokenizer = loaded }.WithBeginToken(null).BeginTokenId);
    }

    [Fact]
    public void A_row_over_the_context_is_an_error_whatever_the_severities_say()
    {
        var whole = TokensOf("a thing", Long).Whole;
        var rows = new CheckedDataset { Train = [Row("a thing", "red"), Row("a thing", Long)], Options = Options(context: 40, budget: 0) };
        Assert.Equal(
            [$"train.jsonl(2,1): error ATT3054: The row has {whole} tokens and the context holds 40. Shorten the row, or raise ContextLength up to the base model's limit."],
            rows.Findings());
        Assert.Equal(1, rows.Run().Statistics.TooLongRows);
        Assert.Empty((rows with { Options = Options(context: whole, budget: 0) }).Findings());
    }

    [Fact]
    public void The_truncation_budget_names_the_rows_it_lets_be_cut_and_no_more_than_it_says()
    {
        var rows = new CheckedDataset
        {
            Train = [Row("a thing", "red"), Row("a thing", Long), Row("what colour", Long + "y")],
            Options = Options(context: 40, budget: 2),
        };
        var (second, third) = (TokensOf("a thing", Long).Whole, TokensOf("what colour", Long + "y").Whole);
        Assert.Equal(
            [
                $"train.jsonl(2,1): warning ATT3054: The row has {second} tokens and the context holds 40: its last {second - 40} are cut, the stop token among them. MaxTruncatedRows = 2 allows it.",
                $"train.jsonl(3,1): warning ATT3054: The row has {third} tokens and the context holds 40: its last {third - 40} are cut, the stop token among them. MaxTruncatedRows = 2 allows it.",
            ],
            rows.Findings());
        Assert.False(rows.Run().HasErrors);
        Assert.Equal(
            $"train.jsonl(2,1): error ATT3054: The row has {second} tokens and the context holds 40; 2 rows are longer and MaxTruncatedRows is 1. Shorten the row, or raise ContextLength up to the base model's limit.",
            (rows with { Options = Options(context: 40, budget: 1) }).Findings()[0]);
    }

    [Fact]
    public void No_budget_lets_a_prompt_fill_the_context()
    {
        var (prompt, whole) = TokensOf(Long, "red");
        Assert.Equal(
            [$"train.jsonl(1,1): error ATT3054: The row has {whole} tokens and the context holds 40, which the prompt's {prompt} fill alone. Shorten the prompt, or raise ContextLength up to the base model's limit."],
            new CheckedDataset { Train = [Row(Long, "red")], Options = Options(context: 40, budget: 5) }.Findings());
    }

    [Fact]
    public void A_special_token_in_content_stays_text_and_is_named()
    {
        Assert.Equal(
            ["train.jsonl(2,24): warning ATT3060: The text of 'a' spells the special token '<|im_end|>'; it stays text, and the model reads it letter by letter. Take markers of chat templates out of the data; the template writes them."],
            new CheckedDataset { Train = [Row("a thing", "im_end red"), Row("a thing?", "red<|im_end|>")] }.Findings().Where(line => !line.Contains("ATT3077")));
        Assert.Empty(new CheckedDataset { Train = [Row("a thing", "<|im_end>")] }.Findings());
        var asTokens = new DatasetCheckOptions { Tokenizer = Tokenizer, StopTokenIds = new HashSet<int> { Stop }, ContentMaySpellSpecialTokens = true };
        Assert.Contains("the model reads it as that token", Assert.Single(new CheckedDataset { Train = [Row("a thing", "red<|im_end|>")], Options = asTokens }.Findings()));
    }

    private static string Long { get; } = new('z', 60);

    private static int Id(string token) => Tokenizer.TokenToId(token)!.Value;

    private static DatasetCheckOptions Options(int context, int budget) => new()
    {
        Tokenizer = Tokenizer,
        StopTokenIds = new HashSet<int> { Stop },
        ContextLength = context,
        MaxTruncatedRows = budget,
    };
}
