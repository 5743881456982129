using System.Text.Json;
using Attune.Models;
using Attune.Server.Tests.Support;

namespace Attune.Server.Tests;

/// <summary>/v1/completions: text goes on without a chat template.</summary>
public sealed class CompletionTests
{
    [Fact]
    public async Task Texts_and_token_ids_are_gone_on_from()
    {
        using var tiny = new TinyChat();
        await using var server = await RunningServer.StartAsync(tiny.Served());
        var ids = tiny.Tokenizer.Encode("thing number 4", parseSpecialTokens: false).Ids;
        var expected = tiny.Alone(ids, new GenerationOptions { MaxNewTokens = 16 });
        foreach (var prompt in new[] { "\"thing number 4\"", "[\"thing number 4\"]", JsonSerializer.Serialize(ids), $"[{JsonSerializer.Serialize(ids)}]" })
        {
            var answer = await server.AskAsync("/v1/completions", $$"""{"model": "colours", "prompt": {{prompt}}}""");
            Assert.Equal("text_completion", answer.GetProperty("object").GetString());
            Assert.Equal(expected.Text, answer.GetProperty("choices")[0].GetProperty("text").GetString());
            Assert.Equal(ids.Length, answer.GetProperty("usage").GetProperty("prompt_tokens").GetInt32());
            Assert.Equal(expected.TokenIds.Length, answer.GetProperty("usage").GetProperty("completion_tokens").GetInt32());
        }
    }

    [Fact]
    public async Task Several_prompts_have_their_choices_in_order()
    {
        using var tiny = new TinyChat();
        await using var server = await RunningServer.StartAsync(tiny.Served());
        var answer = await server.AskAsync("/v1/completions", """{"model": "colours", "prompt": ["red", "blue", "café"], "n": 2, "max_tokens": 9}""");
        var expected = new[] { "red", "red", "blue", "blue", "café", "café" }
            .Select(text => tiny.Alone(tiny.Tokenizer.Encode(text).Ids, new GenerationOptions { MaxNewTokens = 9 }).Text);
        var choices = answer.GetProperty("choices").EnumerateArray().ToList();
        Assert.Equal(expected, choices.Select(choice => choice.GetProperty("text").GetString()!));
        Assert.Equal([0, 1, 2, 3, 4, 5], choices.Select(choice => choice.GetProperty("index").GetInt32()));
    }

    [Fact]
    public async Task What_spells_a_special_token_is_text()
    {
        using var tiny = new TinyChat();
        await using var server = await RunningServer.StartAsync(tiny.Served());
        var answer = await server.AskAsync("/v1/completions", """{"model": "colours", "prompt": "<|im_end|>"}""");
        Assert.True(answer.GetProperty("usage").GetProperty("prompt_tokens").GetInt32() > 1);
    }

    [Fact]
    public async Task A_stream_ends_with_its_usage()
    {
        using var tiny = new TinyChat();
        await using var server = await RunningServer.StartAsync(tiny.Served(endless: true));
        using var response = await server.PostAsync(
            "/v1/completions", """{"model": "colours", "prompt": "blue", "stream": true, "stream_options": {"include_usage": true}}""");
        var events = (await response.Content.ReadAsStringAsync()).Split("\n\n")[..^2];
        var chunks = events.Select(line => JsonSerializer.Deserialize<JsonElement>(line["data: ".Length..])).ToList();
        var text = string.Concat(chunks.SelectMany(chunk => chunk.GetProperty("choices").EnumerateArray()).Select(choice => choice.GetProperty("text").GetString()));
        Assert.Equal(tiny.Alone(tiny.Tokenizer.Encode("blue").Ids, new GenerationOptions { MaxNewTokens = 16, StopTokens = [] }).Text, text);
        Assert.Equal("length", chunks[^2].GetProperty("choices")[0].GetProperty("finish_reason").GetString());
        Assert.Equal(0, chunks[^1].GetProperty("choices").GetArrayLength());
        Assert.Equal(16, chunks[^1].GetProperty("usage").GetProperty("completion_tokens").GetInt32());
    }
}
