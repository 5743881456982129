using Attune.Text.Conversations;
using Attune.Text.Conversations.Reading;
using Attune.Text.Tests.Datasets;

namespace Attune.Text.Tests.Conversations;

public class ConversationReaderTests
{
    [Fact]
    public void A_row_of_OpenAIs_form()
    {
        var conversation = Read("""
            {"messages": [{"role": "user", "content": [{"type": "text", "text": "Hi"}, {"type": "image", "url": "u"}], "name": "Ann"}, {"role": "assistant", "content": null, "weight": 0, "tool_calls": [{"id": "c1", "type": "function", "function": {"name": "f", "arguments": "{\"b\": 1.0, \"a\": [null, 12345678901234567890]}"}}]}, {"role": "tool", "tool_call_id": "c1", "content": {"t": 3}}, {"role": "assistant", "content": "Yes", "reasoning": "Hm", "mood": "calm"}], "tools": "[{\"type\": \"function\", \"function\": {\"name\": \"f\", \"description\": \"d\", \"parameters\": {\"type\": \"object\"}, \"strict\": true}}]"}
            """);
        var (user, call, result, answer) = (conversation.Messages[0], conversation.Messages[1], conversation.Messages[2], conversation.Messages[3]);
        Assert.Equal(["Hi", null], user.Parts!.Select(part => part.Text));
        Assert.Equal(("Ann", true, false), (user.Name, user.IsLearned, call.IsLearned));
        Assert.Equal(("c1", "f"), (call.ToolCalls![0].Id, call.ToolCalls[0].Name));
        Assert.Equal(["b", "a"], call.ToolCalls[0].Arguments.Keys);
        Assert.Equal("c1", result.ToolCallId);
        Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(result.Extra!["content"]);
        Assert.Equal(("Yes", "Hm", "calm"), (answer.Content, answer.Reasoning, answer.Extra!["mood"]));
        Assert.Equal(("f", "d", true), (conversation.Tools[0].Name, conversation.Tools[0].Description, conversation.Tools[0].Extra!["strict"]));
    }

    [Theory]
    [InlineData("""{"messages": [{"role": "assistant", "tool_calls": [{"function": {"name": "f", "arguments": "{\"a\": }"}}]}]}""", "ATT4004", "The arguments of the call of 'f' are not a JSON object")]
    [InlineData("""{"messages": [{"role": "assistant", "tool_calls": [{"function": {"name": "f", "arguments": "[1]"}}]}]}""", "ATT4004", "The arguments of the call of 'f' are not a JSON object")]
    [InlineData("""{"messages": [{"role": "assistant", "tool_calls": [{"function": {"name": "f", "arguments": 3}}]}]}""", "ATT4004", "neither an object nor a string")]
    [InlineData("""{"messages": [{"role": "assistant", "content": "x", "weight": 0.5}]}""", "ATT4004", "The weight 0.5 of a message is neither 0 nor 1.")]
    [InlineData("""{"messages": [], "tools": "no list"}""", "ATT4004", "The tools are not a list of tool definitions")]
    [InlineData("""{"messages": [{"content": "x"}]}""", "ATT3010", "'role'")]
    public void Wrong_forms_are_told_at_their_place(string row, string code, string fact)
    {
        var error = Assert.Throws<AttuneException>(() => Read(row));
        Assert.Equal(code, error.Code);
        Assert.Contains(fact, error.Message);
        Assert.Equal(1, error.Line);
        Assert.True(error.Column > 1);
    }

    [Theory]
    [InlineData("""{"name": "f", "arguments": {"a": 1}}""")]
    [InlineData("""{"name": "f", "parameters": {"a": 1}}""")]
    [InlineData("""{"function": {"name": "f", "arguments": "{\"a\": 1}"}, "id": null}""")]
    public void Calls_in_all_their_forms(string call)
    {
        var read = Read($$"""{"messages": [{"role": "assistant", "tool_calls": [{{call}}]}]}""").Messages[0].ToolCalls!.Single();
        Assert.Equal(("f", 1L, null), (read.Name, read.Arguments["a"], read.Id));
    }

    private static Conversation Read(string json) => ConversationReader.Read(DataFile.Read("rows.jsonl", json).Single().Value);
}
