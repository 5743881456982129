using System.Diagnostics;
using System.Diagnostics.Metrics;
using Attune.Server.OpenAi;
using Microsoft.AspNetCore.Http;

namespace Attune.Server.Telemetry;

/// <summary>A span and the numbers of every request, by the semantic conventions for generative AI (gen_ai.*).</summary>
internal sealed class RequestTelemetry : IDisposable
{
    public const string Name = "Attune.Server";

    private readonly ActivitySource _source = new(Name);
    private readonly Meter _meter = new(Name);
    private readonly TimeProvider _time;
    private readonly RequestInstruments _instruments;

    public RequestTelemetry(TimeProvider time, IReadOnlyList<HostedModel> models)
    {
        _time = time;
        _instruments = new RequestInstruments(_meter);
        _meter.CreateObservableUpDownCounter("attune.server.queued_requests", () => Of(model => model.Engine.Queued), "{request}", "Requests that wait");
        _meter.CreateObservableUpDownCounter("attune.server.running_sequences", () => Of(model => model.Engine.Running), "{sequence}", "Sequences that are computed");

        IEnumerable<Measurement<int>> Of(Func<HostedModel, int> value) =>
            models.Select(model => new Measurement<int>(value(model), new KeyValuePair<string, object?>("gen_ai.request.model", model.Served.Id)));
    }

    public RequestSpan Start(string operation, AnswerHead head, GenerationRequest request, int maxTokens, IHeaderDictionary headers)
    {
        _ = ActivityContext.TryParse(headers["traceparent"], headers["tracestate"], isRemote: true, out var caller);
        var activity = _source.StartActivity($"{operation} {head.Model}", ActivityKind.Server, caller);
        activity?.SetTag("gen_ai.operation.name", operation)
            .SetTag("gen_ai.provider.name", "attune")
            .SetTag("gen_ai.request.model", head.Model)
            .SetTag("gen_ai.response.model", head.Model)
            .SetTag("gen_ai.response.id", head.Id)
            .SetTag("gen_ai.request.max_tokens", maxTokens)
            .SetTag("gen_ai.request.temperature", request.Sampling.Temperature)
            .SetTag("gen_ai.request.top_p", request.Sampling.TopP)
            .SetTag("gen_ai.request.seed", request.Sampling.Seed)
            .SetTag("gen_ai.request.choice.count", request.Sampling.Choices);
        return new RequestSpan(activity, _time, _instruments, operation, head.Model);
    }

    public void Dispose()
    {
        _source.Dispose();
        _meter.Dispose();
    }
}
