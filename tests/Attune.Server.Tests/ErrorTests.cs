using System.ClientModel;
using System.Text;
using Attune.Server.Tests.Support;

namespace Attune.Server.Tests;

/// <summary>Requests that cannot be answered: the status, and an error that says which field is wrong and how.</summary>
public sealed class ErrorTests(ErrorTests.Fixture fixture) : IClassFixture<ErrorTests.Fixture>
{
    private const string Chat = "/v1/chat/completions", Completions = "/v1/completions";

    private readonly RunningServer _server = fixture.Server;

    [Theory]
    [InlineData("{\"model\":", 400, "invalid_json", null, "line 1")]
    [InlineData("", 400, "invalid_json", null, "not JSON")]
    [InlineData("[1]", 400, "invalid_json", null, "not an object")]
    [InlineData("{}", 400, "missing_required_parameter", "model", "required")]
    [InlineData("{\"\\ud800\": 1, \"model\": \"colours\", M}", 400, "invalid_json", null, "in the body is not valid Unicode")]
    [InlineData("{\"model\": \"colours\", \"messages\": [{\"\\udc00\": 1, \"role\": \"user\", \"content\": \"hi\"}]}", 400, "invalid_json", "messages[0]", "in 'messages[0]' is not valid Unicode")]
    [InlineData("""{"model": "colours"}""", 400, "missing_required_parameter", "messages", "required")]
    [InlineData("""{"model": 5, M}""", 400, "invalid_type", "model", "must be a string, not a number")]
    [InlineData("""{"model": "gpt-4", M}""", 404, "model_not_found", "model", "This server has: colours")]
    [InlineData("""{"model": "colours", "messages": "hi"}""", 400, "invalid_type", "messages", "an array")]
    [InlineData("""{"model": "colours", "messages": []}""", 400, "empty_array", "messages", "at least one")]
    [InlineData("""{"model": "colours", "messages": ["hi"]}""", 400, "invalid_type", "messages[0]", "an object")]
    [InlineData("""{"model": "colours", "messages": [{"content": "hi"}]}""", 400, "missing_required_parameter", "messages[0].role", "required")]
    [InlineData("""{"model": "colours", "messages": [{"role": "wizard", "content": "hi"}]}""", 400, "invalid_value", "messages[0].role", "wizard")]
    [InlineData("""{"model": "colours", "messages": [{"role": "user"}]}""", 400, "missing_required_parameter", "messages[0].content", "required")]
    [InlineData("""{"model": "colours", "messages": [{"role": "user", "content": 3}]}""", 400, "invalid_type", "messages[0].content", "a number")]
    [InlineData("""{"model": "colours", "messages": [{"role": "user", "content": "\ud800"}]}""", 400, "invalid_value", "messages[0].content", "Unicode")]
    [InlineData("""{"model": "colours", "messages": [{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "x"}}]}]}""", 400, "unsupported_value", "messages[0].content[0]", "image_url")]
    [InlineData("""{"model": "colours", "messages": [{"role": "user", "content": "refuse"}]}""", 400, "ATT4002", "messages", "I do not take that")]
    [InlineData("""{"model": "colours", "messages": [{"role": "tool", "content": "4", "tool_call_id": "a"}]}""", 400, "unsupported_value", "messages[0].role", "tools")]
    [InlineData("""{"model": "colours", "temperature": "hot", M}""", 400, "invalid_type", "temperature", "a number, not a string")]
    [InlineData("""{"model": "colours", "temperature": 2.5, M}""", 400, "invalid_value", "temperature", "from 0 to 2")]
    [InlineData("""{"model": "colours", "top_p": -1, M}""", 400, "invalid_value", "top_p", "from 0 to 1")]
    [InlineData("""{"model": "colours", "n": 9, M}""", 400, "invalid_value", "n", "from 1 to 8")]
    [InlineData("""{"model": "colours", "n": 1.5, M}""", 400, "invalid_type", "n", "not an integer")]
    [InlineData("""{"model": "colours", "seed": "a", M}""", 400, "invalid_type", "seed", "an integer")]
    [InlineData("""{"model": "colours", "stream": "yes", M}""", 400, "invalid_type", "stream", "a boolean")]
    [InlineData("""{"model": "colours", "max_tokens": 0, M}""", 400, "invalid_value", "max_tokens", "1")]
    [InlineData("""{"model": "colours", "max_completion_tokens": 1000, M}""", 400, "context_length_exceeded", "messages", "maximum context length is 256 tokens")]
    [InlineData("""{"model": "colours", "stop": ["a","b","c","d","e"], M}""", 400, "array_above_max_length", "stop", "at most 4")]
    [InlineData("""{"model": "colours", "stop": [""], M}""", 400, "invalid_value", "stop[0]", "empty")]
    [InlineData("""{"model": "colours", "stream_options": {"include_usage": true}, M}""", 400, "invalid_value", "stream_options", "stream")]
    [InlineData("""{"model": "colours", "tools": [{"type": "function"}], M}""", 400, "unsupported_parameter", "tools", "not supported")]
    [InlineData("""{"model": "colours", "response_format": {"type": "json_object"}, M}""", 400, "unsupported_parameter", "response_format", "not constrained")]
    [InlineData("""{"model": "colours", "logit_bias": {"5": 3}, M}""", 400, "unsupported_parameter", "logit_bias", "not supported")]
    [InlineData("""{"model": "colours", "frequency_penalty": 3, M}""", 400, "invalid_value", "frequency_penalty", "from -2 to 2")]
    public async Task A_chat_request_is_refused_at_its_field(string body, int status, string code, string? parameter, string message)
    {
        var error = await _server.FailAsync(Chat, body.Replace("M}", "\"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]}", StringComparison.Ordinal));
        Assert.Equal((status, code, parameter), (error.Status, error.Code, error.Parameter));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"model": "colours"}""", "missing_required_parameter", "prompt")]
    [InlineData("""{"model": "colours", "prompt": ""}""", "invalid_value", "prompt")]
    [InlineData("""{"model": "colours", "prompt": []}""", "empty_array", "prompt")]
    [InlineData("""{"model": "colours", "prompt": {}}""", "invalid_type", "prompt")]
    [InlineData("""{"model": "colours", "prompt": [1, 100000]}""", "invalid_value", "prompt[1]")]
    [InlineData("""{"model": "colours", "prompt": [[1], [-1]]}""", "invalid_value", "prompt[1][0]")]
    [InlineData("""{"model": "colours", "prompt": ["a", 5]}""", "invalid_type", "prompt[1]")]
    [InlineData("""{"model": "colours", "prompt": ["a", "b", "c", "d", "e"], "n": 8}""", "invalid_value", "prompt")]
    [InlineData("""{"model": "colours", "prompt": "a", "echo": true}""", "unsupported_parameter", "echo")]
    [InlineData("""{"model": "colours", "prompt": "a", "logprobs": 1}""", "unsupported_parameter", "logprobs")]
    public async Task A_completion_request_is_refused_at_its_field(string body, string code, string parameter)
    {
        var error = await _server.FailAsync(Completions, body);
        Assert.Equal((400, code, parameter), (error.Status, error.Code, error.Parameter));
    }

    [Fact]
    public async Task A_prompt_over_the_context_is_refused_and_the_client_understands_it()
    {
        var refused = await Assert.ThrowsAsync<ClientResultException>(
            () => _server.Client.GetChatClient("colours").CompleteChatAsync(new string('x', 3000)));
        Assert.Equal(400, refused.Status);
        Assert.Contains("context_length_exceeded", refused.Message, StringComparison.Ordinal);
        Assert.Contains("maximum context length is 256 tokens", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_places_methods_and_bodies_too_large_have_the_same_shape()
    {
        Assert.Equal((404, "unknown_url"), await Of(_server.Http.GetAsync("/v1/nothing")));
        Assert.Equal((405, "method_not_allowed"), await Of(_server.Http.GetAsync(Chat)));
        using var large = new HttpRequestMessage(HttpMethod.Post, Chat) { Content = new StringContent(new string(' ', (16 << 20) + 1), Encoding.UTF8) };
        large.Headers.ExpectContinue = true; // or the server closes while the client still sends
        Assert.Equal(413, (await Of(_server.Http.SendAsync(large))).Status);

        static async Task<(int Status, string? Code)> Of(Task<HttpResponseMessage> request)
        {
            using var response = await request;
            var error = await RunningServer.ErrorOf(response);
            return (error.Status, error.Code);
        }
    }

    [Fact]
    public async Task Damaged_bodies_are_never_the_server_s_failure()
    {
        const string good = """{"model":"colours","messages":[{"role":"user","content":"hi"}],"max_tokens":1,"temperature":0.5,"stop":["a"],"n":1,"seed":3,"stream":false}""";
        string[] values = ["null", "true", "-1", "1e400", "99999999999999999999", "\"\"", "[]", "{}", "[null]", "[[]]", "{\"type\":null}", "\"\\udc00\"", "0.5"];
        var random = new Random(4);
        for (var i = 0; i < 400; i++)
        {
            var body = good;
            for (var change = random.Next(1, 3); change > 0; change--)
            {
                var colons = Enumerable.Range(0, body.Length).Where(at => body[at] == ':').ToList();
                if (random.Next(3) == 0 || colons.Count == 0)
                {
                    body = body.Remove(random.Next(body.Length), 1);
                    continue;
                }

                var start = colons[random.Next(colons.Count)] + 1;
                var end = body.IndexOfAny([',', '}'], start);
                body = body[..start] + values[random.Next(values.Length)] + (end < 0 ? "" : body[end..]);
            }

            using var response = await _server.PostAsync(i % 2 == 0 ? Chat : Completions, body);
            Assert.True((int)response.StatusCode is 200 or 400 or 404, $"{(int)response.StatusCode} for {body}");
        }
    }

    /// <summary>One server for all cases.</summary>
    public sealed class Fixture : IAsyncLifetime, IDisposable
    {
        private readonly TinyChat _tiny = new();

        internal RunningServer Server { get; private set; } = null!;

        public async Task InitializeAsync() => Server = await RunningServer.StartAsync(_tiny.Served());

        public async Task DisposeAsync() => await Server.DisposeAsync();

        public void Dispose() => _tiny.Dispose();
    }
}
