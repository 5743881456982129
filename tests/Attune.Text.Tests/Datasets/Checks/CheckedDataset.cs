using Attune.TestSupport;
using Attune.Text.Conversations;
using Attune.Text.Datasets;
using Attune.Text.Datasets.Checks;
using Attune.Text.Masks;
using Attune.Text.Tokenizers;

namespace Attune.Text.Tests.Datasets.Checks;

/// <summary>
/// A dataset of which a test gives the rows as JSONL, with the fields <c>q</c> and <c>a</c> (others are read by no prompt),
/// rendered and encoded as a recipe would, and checked by all rules.
/// </summary>
internal sealed record CheckedDataset
{
    public const string ChatMl =
        "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n{% endfor %}"
        + "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

    public static readonly Tokenizer Tokenizer = ByteLevelBpeTrainer.Train(
        ["user", "assistant", "what is the colour of a thing", "ab", "cd"],
        new BpeTrainerOptions { MinFrequency = 1, VocabularySize = 400, SpecialTokens = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"] });

    public static readonly int Stop = Tokenizer.TokenToId("<|im_end|>")!.Value;

    public required string[] Train { get; init; }

    public string[] Test { get; init; } = [];

    public string Template { get; init; } = ChatMl;

    public string TrainName { get; init; } = "train.jsonl";

    /// <summary>Whether tokens take part.</summary>
    public bool Encode { get; init; } = true;

    public DatasetCheckOptions Options { get; init; } = new() { Tokenizer = Tokenizer, StopTokenIds = new HashSet<int> { Stop } };

    public static string Row(string question, string answer) =>
        $$"""{"q": {{System.Text.Json.JsonSerializer.Serialize(question)}}, "a": {{System.Text.Json.JsonSerializer.Serialize(answer)}}}""";

    /// <summary>Rows that no rule has anything to say of, all different.</summary>
    public static string[] Clean(int count) => [.. Enumerable.Range(0, count).Select(i => Row(
        $"Tell me about {Word(i * 7 + 3)} and how {Word(i * 13 + 5)} goes with {Word(i * 29 + 11)}.", $"It {Word(i * 17 + 2)} a {Word(i * 31 + 7)}, then {Word(i * 5 + 1)}."))];

    public static string Word(int n)
    {
        var word = "";
        for (var rest = n + 37; rest > 0; rest /= 11)
            word += "bdfglmnprst"[rest % 11].ToString() + "aeiou"[rest % 5];
        return word;
    }

    /// <summary>How many tokens the prompt and the whole of a row have.</summary>
    public static (int Prompt, int Whole) TokensOf(string question, string answer)
    {
        var template = ChatTemplate.Parse(ChatMl);
        Message[] messages = [new("user", question), new("assistant", answer)];
        return (Tokenizer.Encode(template.Render(messages[..1], addGenerationPrompt: true).Text).Count, Tokenizer.Encode(template.Render(messages).Text).Count);
    }

    public DatasetCheckReport Run() => InFolder((_, report) => report);

    /// <summary>All findings as the build prints them, files by name.</summary>
    public string[] Findings() => InFolder((folder, report) =>
        report.Findings.Select(finding => finding.ToString().Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)).ToArray());

    private T InFolder<T>(Func<string, DatasetCheckReport, T> look)
    {
        using var folder = new TemporaryFolder();
        return look(folder.Path, DatasetChecks.Run([.. Rows(folder, TrainName, Train, DatasetPart.Train), .. Rows(folder, "test.jsonl", Test, DatasetPart.Test)], Options));
    }

    private IEnumerable<CheckedRow> Rows(TemporaryFolder folder, string name, string[] lines, DatasetPart part)
    {
        if (lines.Length == 0)
            yield break;
        File.WriteAllText(folder.File(name), string.Join('\n', lines) + "\n");
        var template = ChatTemplate.Parse(Template);
        foreach (var row in DatasetReader.Read(folder.File(name)))
        {
            Message[] messages = [new("user", row.Value.Required("q").AsString()), new("assistant", row.Value.Required("a").AsString())];
            var fields = RowField.Of(row, (field, _) => field == "a" ? FieldRole.Answer : field == "q" ? FieldRole.Input : FieldRole.Unused);
            yield return CheckedRow.OfMessages(row.File, row.Line, part, messages, fields, Encode ? Encoded(row, part, template, messages) : null);
        }
    }

    private EncodedRow Encoded(DatasetRow row, DatasetPart part, ChatTemplate template, Message[] messages)
    {
        var conversation = template.Render(messages);
        var tokens = Tokenizer.Encode(conversation.Text);
        return new EncodedRow
        {
            File = row.File,
            Line = row.Line,
            Part = part,
            Conversation = conversation,
            Tokens = tokens,
            LossMask = LossMask.ForAssistant(conversation, tokens, Tokenizer, Options.StopTokenIds),
            PromptTokens = Tokenizer.Encode(template.Render(messages[..1], addGenerationPrompt: true).Text).Ids,
        };
    }
}
