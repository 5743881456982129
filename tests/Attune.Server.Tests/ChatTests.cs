using System.Text.Json;
using Attune.Models;
using Attune.Server.Tests.Support;
using OpenAI.Chat;

namespace Attune.Server.Tests;

/// <summary>/v1/chat/completions, asked by OpenAI's own client.</summary>
public sealed class ChatTests
{
    [Fact]
    public async Task An_answer_is_what_the_model_writes_alone()
    {
        using var tiny = new TinyChat();
        await using var server = await RunningServer.StartAsync(tiny.Served());
        var prompt = tiny.Encode("which colour is number 3?");
        var expected = tiny.Alone(prompt);
        var answer = (await server.Client.GetChatClient("colours").CompleteChatAsync(new UserChatMessage("which colour is number 3?"))).Value;
        Assert.Equal(expected.Text, answer.Content[0].Text);
        Assert.NotEqual("", expected.Text);
        Assert.Equal(prompt.Length, answer.Usage.InputTokenCount);
        Assert.Equal(expected.TokenIds.Length, answer.Usage.OutputTokenCount);
        Assert.Equal(expected.Reason is FinishReason.StopToken ? ChatFinishReason.Stop : ChatFinishReason.Length, answer.FinishReason);
        Assert.Equal(("colours", "fp_test", ChatMessageRole.Assistant), (answer.Model, answer.SystemFingerprint, answer.Role));
        Assert.StartsWith("chatcmpl-", answer.Id, StringComparison.Ordinal);

        // The client can send the answer back.
        var again = await server.Client.GetChatClient("colours").CompleteChatAsync(
            new SystemChatMessage("Be short."), new UserChatMessage("a"), new AssistantChatMessage(answer), new UserChatMessage("b"));
        Assert.NotEmpty(again.Value.Content);
    }

    [Fact]
    public async Task A_stream_has_the_same_text_and_usage_in_the_order_of_the_protocol()
    {
        using var tiny = new TinyChat();
        await using var server = await RunningServer.StartAsync(tiny.Served(endless: true));
        var whole = (await server.Client.GetChatClient("colours").CompleteChatAsync("stream me, grün")).Value;
        var text = "";
        var updates = new List<StreamingChatCompletionUpdate>();
        await foreach (var update in server.Client.GetChatClient("colours").CompleteChatStreamingAsync("stream me, grün"))
        {
            updates.Add(update);
            text += string.Concat(update.ContentUpdate.Select(part => part.Text));
        }

        Assert.Equal(whole.Content[0].Text, text);
        Assert.Single(updates.Select(update => update.CompletionId).Distinct());
        Assert.Equal(ChatMessageRole.Assistant, updates[0].Role);
        Assert.Equal([ChatFinishReason.Length], updates.Where(update => update.FinishReason is not null).Select(update => update.FinishReason!.Value));
        Assert.Equal(whole.Usage.TotalTokenCount, updates[^1].Usage.TotalTokenCount);
        Assert.Equal(24, updates[^1].Usage.OutputTokenCount);
    }

    [Fact]
    public async Task Events_of_a_stream_are_as_other_clients_read_them()
    {
        using var tiny = new TinyChat();
        await using var server = await RunningServer.StartAsync(tiny.Served());
        using var response = await server.PostAsync(
            "/chat/completions", """{"model": "colours", "stream": true, "max_tokens": 3, "messages": [{"role": "user", "content": "hi"}], "some_new_field": {"a": 1}}""");
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        var body = await response.Content.ReadAsStringAsync();
        var events = body.Split("\n\n");
        Assert.Equal("", events[^1]);
        Assert.Equal("data: [DONE]", events[^2]);
        var chunks = events[..^2].Select(line => JsonSerializer.Deserialize<JsonElement>(line["data: ".Length..])).ToList();
        Assert.All(chunks, chunk => Assert.Equal("chat.completion.chunk", chunk.GetProperty("object").GetString()));
        Assert.Equal("""{"role":"assistant","content":""}""", Choice(chunks[0]).GetProperty("delta").GetRawText());
        Assert.Equal(JsonValueKind.Null, Choice(chunks[0]).GetProperty("finish_reason").ValueKind);
        Assert.Equal("{}", Choice(chunks[^1]).GetProperty("delta").GetRawText());
        Assert.Equal("length", Choice(chunks[^1]).GetProperty("finish_reason").GetString());
        Assert.All(chunks, chunk => Assert.False(chunk.TryGetProperty("usage", out _))); // not asked for

        static JsonElement Choice(JsonElement chunk) => chunk.GetProperty("choices")[0];
    }

    [Fact]
    public async Task A_seed_repeats_an_answer_and_choices_differ()
    {
        using var tiny = new TinyChat();
        await using var server = await RunningServer.StartAsync(tiny.Served(endless: true));
        var first = await Texts(7);
        Assert.Equal(3, first.Distinct().Count());
        Assert.Equal(first, await Texts(7));
        Assert.NotEqual(first, await Texts(-8));
        Assert.NotEqual(await Texts(null), await Texts(null)); // 2^-64 would be equal

        async Task<List<string>> Texts(long? seed)
        {
            var body = $$"""{"model": "colours", "n": 3, "temperature": 1.5, "top_p": 0.99, {{(seed is null ? "" : $"\"seed\": {seed},")}} "messages": [{"role": "user", "content": "hi"}]}""";
            var answer = await server.AskAsync("/v1/chat/completions", body);
            Assert.Equal(72, answer.GetProperty("usage").GetProperty("completion_tokens").GetInt32());
            return [.. answer.GetProperty("choices").EnumerateArray().Select(choice => choice.GetProperty("message").GetProperty("content").GetString()!)];
        }
    }

    [Fact]
    public async Task A_stop_string_ends_the_answer_before_it()
    {
        using var tiny = new TinyChat();
        await using var server = await RunningServer.StartAsync(tiny.Served(endless: true));
        var client = server.Client.GetChatClient("colours");
        var whole = (await client.CompleteChatAsync("hello there")).Value.Content[0].Text;
        var stop = whole[(whole.Length / 2)..(whole.Length / 2 + 2)];
        var options = new ChatCompletionOptions { StopSequences = { "never in it", stop }, MaxOutputTokenCount = 24 };
        var cut = (await client.CompleteChatAsync([new UserChatMessage("hello there")], options)).Value;
        Assert.Equal(whole[..whole.IndexOf(stop, StringComparison.Ordinal)], cut.Content[0].Text);
        Assert.Equal(ChatFinishReason.Stop, cut.FinishReason);
    }

    [Fact]
    public async Task Penalties_and_a_temperature_of_0_are_the_engine_s()
    {
        using var tiny = new TinyChat();
        await using var server = await RunningServer.StartAsync(tiny.Served(endless: true));
        var options = new ChatCompletionOptions { FrequencyPenalty = 1.5f, PresencePenalty = 0.5f, Temperature = 0, MaxOutputTokenCount = 40 };
        var answer = (await server.Client.GetChatClient("colours").CompleteChatAsync([new UserChatMessage("x")], options)).Value;
        var expected = tiny.Alone(tiny.Encode("x"), new GenerationOptions { MaxNewTokens = 40, FrequencyPenalty = 1.5, PresencePenalty = 0.5, StopTokens = [] });
        Assert.Equal(expected.Text, answer.Content[0].Text);
        Assert.NotEqual(tiny.Alone(tiny.Encode("x"), new GenerationOptions { MaxNewTokens = 40, StopTokens = [] }).Text, expected.Text);
    }

    [Fact]
    public async Task Answers_asked_together_are_those_asked_alone()
    {
        using var tiny = new TinyChat();
        await using var server = await RunningServer.StartAsync(tiny.Served(), new ModelServerOptions { ConcurrentSequences = 3 });
        var questions = Enumerable.Range(0, 12).Select(i => string.Join(' ', Enumerable.Repeat($"number {i * i}", 1 + i % 5))).ToList();
        var client = server.Client.GetChatClient("colours");
        var together = await Task.WhenAll(questions.Select(async question => (await client.CompleteChatAsync(question)).Value.Content[0].Text));
        Assert.Equal(questions.Select(question => tiny.Alone(tiny.Encode(question)).Text), together);
        Assert.True(together.Distinct().Count() > 6, "the answers should differ");
    }

    [Fact]
    public async Task Content_in_parts_and_a_developer_s_message_are_taken()
    {
        using var tiny = new TinyChat();
        await using var server = await RunningServer.StartAsync(tiny.Served());
        var parts = await server.AskAsync("/v1/chat/completions", """{"model":"colours","messages":[{"role":"developer","content":[{"type":"text","text":"a"}]},{"role":"user","content":"b"}]}""");
        var plain = await server.AskAsync("/v1/chat/completions", """{"model":"colours","messages":[{"role":"system","content":"a"},{"role":"user","content":"b"}]}""");
        Assert.Equal(plain.GetProperty("choices").GetRawText(), parts.GetProperty("choices").GetRawText());
    }
}
