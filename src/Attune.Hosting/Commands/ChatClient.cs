using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Attune.Hosting.Declarations;

namespace Attune.Hosting.Commands;

/// <summary>Asks a model server by the OpenAI API, which Attune's server, llama-server, vLLM and Ollama all have.</summary>
/// <param name="http">Sends the requests.</param>
/// <param name="variables">The host's own environment, which the servers inherit.</param>
internal sealed class ChatClient(HttpClient http, Func<string, string?> variables)
{
    /// <exception cref="HostingException">The server did not answer as the API says.</exception>
    public async Task<string> AskAsync(ResourceSnapshot server, string prompt, CancellationToken cancellation)
    {
        var address = server.Urls.Values.FirstOrDefault() ?? "";
        try
        {
            using var models = JsonDocument.Parse(await SendAsync(server, HttpMethod.Get, address + "/v1/models", null, cancellation).ConfigureAwait(false));
            var request = new JsonObject
            {
                ["model"] = models.RootElement.GetProperty("data")[0].GetProperty("id").GetString(),
                ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = prompt }),
                ["temperature"] = 0,
            };
            using var answer = JsonDocument.Parse(await SendAsync(server, HttpMethod.Post, address + "/v1/chat/completions", request, cancellation).ConfigureAwait(false));
            return answer.RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString() ?? "";
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException or UriFormatException)
        {
            throw NoAnswer(server, e.Message, e);
        }
    }

    private async Task<string> SendAsync(ResourceSnapshot server, HttpMethod method, string url, JsonObject? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, url) { Content = body is null ? null : JsonContent.Create(body) };
        if ((server.Environment.GetValueOrDefault(TuningVariables.ApiKey) ?? variables(TuningVariables.ApiKey)) is { Length: > 0 } key)
            request.Headers.Authorization = new("Bearer", key);
        using var response = await http.SendAsync(request, cancellation).ConfigureAwait(false);
        var text = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
        return response.IsSuccessStatusCode ? text : throw NoAnswer(server, $"{(int)response.StatusCode} {text.ReplaceLineEndings(" ")}", null);
    }

    private static HostingException NoAnswer(ResourceSnapshot server, string why, Exception? inner) =>
        new("ATT4406", $"{server.Name} did not answer: {why}", "Look at its lines; it must serve /v1/models and /v1/chat/completions.", inner: inner);
}
