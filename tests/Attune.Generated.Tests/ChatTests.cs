using Attune.Text.Conversations;
using Attune.Text.Datasets;

namespace Attune.Generated.Tests;

/// <summary>Recipes over files of conversations, through reading, checks and encoding.</summary>
public sealed class ChatTests : IDisposable
{
    private readonly TestSupport.TemporaryFolder folder = new();
    private readonly TextWriter output = Console.Out;
    private readonly TextWriter errors = Console.Error;

    public ChatTests() => Directory.CreateDirectory(folder.File("data"));

    public void Dispose()
    {
        Console.SetOut(output);
        Console.SetError(errors);
        folder.Dispose();
    }

    [Fact]
    public void Rows_are_read_and_written_in_the_messages_shape()
    {
        const string json = """{"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}]}""";
        var row = RecordShapes.Parse(Chat.Dataset.Shape, json);
        Assert.Equal(["q", "a"], row.Conversation.Messages.Select(message => message.Content));
        Assert.Equal(json, RecordShapes.ToJson(Chat.Dataset.Shape, row));
        Assert.Equal(("a", 0), (Chat.Dataset.Completion(row), Chat.Dataset.Variables(row).Count));
        Assert.Equal(["q"], ChatModel.Recipe.Question(row).Messages.Select(message => message.Content));
        Assert.Same(row.Conversation, ChatModel.Recipe.Conversation(row));
    }

    [Fact]
    public void The_client_takes_a_text_or_messages()
    {
        var asks = typeof(ChatModel.Client).GetMethods().Where(method => method.Name == "AskAsync").ToList();
        Assert.Equal(
            [typeof(IReadOnlyList<Message>), typeof(string)], asks.Select(method => method.GetParameters()[0].ParameterType).OrderBy(type => type.Name));
        Assert.All(asks, method => Assert.Equal(typeof(Task<string>), method.ReturnType));
    }

    [Fact]
    public async Task Every_answer_that_counts_is_supervised()
    {
        File.WriteAllText(
            folder.File("data/chat-b.jsonl"), """{"messages": [{"role": "Kunde", "content": "Hello"}, {"role": "assistant", "content": "Hi", "weight": 0}, {"role": "user", "content": "Bye"}, {"role": "assistant", "content": "See you"}]}""" + "\n");
        File.WriteAllText(
            folder.File("data/chat-a.jsonl"), """{"messages": [{"role": "system", "content": "Be kind."}, {"role": "user", "content": "One"}, {"role": "assistant", "content": "two"}], "id": 1}""" + "\n");
        var (code, shown, mistakes) = await RunAsync("inspect", "ChatModel");
        Assert.Equal((0, ""), (code, mistakes));

        // Supervised tokens stand in brackets; neighbours are joined.
        Assert.Contains("assistant⏎[two<|im_end|>]", Joined(shown));
        Assert.Contains("user⏎Hello<|im_end|>⏎<|im_start|>assistant⏎Hi<|im_end|>⏎", Joined(shown));
        Assert.Contains("assistant⏎[See you<|im_end|>]", Joined(shown));
    }

    [Fact]
    public async Task The_shape_is_detected_and_the_rows_are_divided()
    {
        var rows = Enumerable.Range(0, 20).Select(i => $$"""{"conversations": [{"from": "human", "value": "say {{i}}"}, {"from": "gpt", "value": "it is {{i}}"}]}""");
        File.WriteAllText(folder.File("data/shared.json"), "[" + string.Join(",\n", rows) + "]");
        var (code, shown, mistakes) = await RunAsync("check", "SharedChatModel");
        Assert.Equal((0, ""), (code, mistakes));
        Assert.NotEmpty(shown);
    }

    [Theory]
    [InlineData("""[{"text": "a"}]""", "Chats.cs(17,2): error ATT3024", "shape text")]
    [InlineData("""[{"a": 1}]""", "ATT3021", "the first has 'a'")]
    [InlineData("[\n{\"conversations\": [{\"from\": \"human\", \"value\": \"q\"}, {\"from\": \"bot\", \"value\": \"a\"}]}]", "shared.json(2,62): error ATT3020", "Roles = [\"bot=user\"]")]
    public async Task Mistakes_are_told(string content, string code, string part)
    {
        File.WriteAllText(folder.File("data/shared.json"), content);
        var (exit, _, mistakes) = await RunAsync("check", "SharedChatModel");
        Assert.Equal(1, exit);
        Assert.Contains(code, mistakes);
        Assert.Contains(part, mistakes);
    }

    [Fact]
    public async Task What_the_template_says_of_a_row_has_its_place()
    {
        File.WriteAllText(
            folder.File("data/chat-a.jsonl"), "\n" + """{"messages": [{"role": "user", "content": "q"}, {"role": "assistant", "content": null, "tool_calls": [{"name": "g", "arguments": {}}]}, {"role": "tool", "content": "1"}, {"role": "assistant", "content": "a"}], "tools": [{"name": "f", "parameters": {"type": "object"}}]}""" + "\n");
        var (code, _, mistakes) = await RunAsync("check", "ChatModel");
        Assert.Equal(1, code);
        Assert.Contains("chat-a.jsonl(2,1): error ATT4005", mistakes);
    }

    [Fact]
    public async Task What_the_checks_say_of_a_message_stands_at_the_message()
    {
        const string line = """{"messages": [{"role": "user", "content": "One &amp; two"}, {"role": "assistant", "content": "three"}]}""";
        File.WriteAllText(folder.File("data/chat-a.jsonl"), "\n" + line + "\n");
        var (_, _, mistakes) = await RunAsync("check", "ChatModel");
        Assert.Contains($"chat-a.jsonl(2,{line.IndexOf("\"One", StringComparison.Ordinal) + 1}): warning ATT3075", mistakes);
    }

    private static string Joined(string shown) => shown.Replace("\n", "", StringComparison.Ordinal).Replace("][", "", StringComparison.Ordinal);

    private async Task<(int Code, string Output, string Errors)> RunAsync(string verb, string recipe)
    {
        using StringWriter shown = new(), mistakes = new();
        Console.SetOut(shown);
        Console.SetError(mistakes);
        var code = await AttuneApp.RunAsync([verb, "--project", folder.Path, "--recipe", recipe], AttuneRecipes.All);
        return (code, shown.ToString(), mistakes.ToString());
    }
}
