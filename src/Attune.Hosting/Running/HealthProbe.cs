using System.Globalization;

namespace Attune.Hosting.Running;

/// <summary>Asks a resource's health address, often until it is well and now and then afterwards.</summary>
internal sealed class HealthProbe(HttpClient http, TimeProvider time)
{
    private static readonly TimeSpan WhileUnwell = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan WhileWell = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(4);

    public async Task WatchAsync(string url, Action<ResourceHealth, string> onAnswer, CancellationToken cancellation)
    {
        while (true)
        {
            var (health, description) = await AskAsync(url, cancellation).ConfigureAwait(false);
            onAnswer(health, description);
            await Task.Delay(health == ResourceHealth.Healthy ? WhileWell : WhileUnwell, time, cancellation).ConfigureAwait(false);
        }
    }

    public async Task<(ResourceHealth Health, string Description)> AskAsync(string url, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(AnswerLimit);
        try
        {
            using var response = await http.GetAsync(new Uri(url), HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            var answer = string.Create(CultureInfo.InvariantCulture, $"GET {url}: {(int)response.StatusCode}");
            return (response.IsSuccessStatusCode ? ResourceHealth.Healthy : ResourceHealth.Unhealthy, answer);
        }
        catch (HttpRequestException e)
        {
            return (ResourceHealth.Unhealthy, $"GET {url}: {e.Message}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (ResourceHealth.Unhealthy, $"GET {url}: no answer within {AnswerLimit.TotalSeconds:0} s");
        }
    }
}
