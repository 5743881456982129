using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Attune.Hosting.Commands;

/// <summary>Asks a model server by the OpenAI API, which Attune's server, llama-server, vLLM and Ollama all have.</summary>
internal sealed class ChatClient(HttpClient http)
{
    /// <exception cref="HostingException">The server did not answer as the API says.</exception>
    public async Task<string> AskAsync(ResourceSnapshot server, string prompt, CancellationToken cancellation)
    {
        var address = server.Urls.Values.FirstOrDefault() ?? "";
        try
        {
            using var models = JsonDocument.Parse(await http.GetStringAsync(new Uri(address + "/v1/models"), cancellation).ConfigureAwait(false));
            var request = new JsonObject
            {
                ["model"] = models.RootElement.GetProperty("data")[0].GetProperty("id").GetString(),
                ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = prompt }),
                ["temperature"] = 0,
            };
            using var response = await http.PostAsJsonAsync(new Uri(address + "/v1/chat/completions"), request, cancellation).ConfigureAwait(false);
            var text = await response.Content.ReadAsStringAsync(cancellation).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                throw NoAnswer(server, $"{(int)response.StatusCode} {text.ReplaceLineEndings(" ")}", null);
            using var answer = JsonDocument.Parse(text);
            return answer.RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString() ?? "";
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException or UriFormatException)
        {
            throw NoAnswer(server, e.Message, e);
        }
    }

    private static HostingException NoAnswer(ResourceSnapshot server, string why, Exception? inner) =>
        new("ATT4406", $"{server.Name} did not answer: {why}", "Look at its lines; it must serve /v1/models and /v1/chat/completions.", inner: inner);
}
