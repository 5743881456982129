using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Attune.Server.Tests.Support;

namespace Attune.Server.Tests;

/// <summary>What a request tells OpenTelemetry, by the names of the semantic conventions.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task A_request_is_a_span_with_its_tokens_below_the_caller_s()
    {
        const string id = "telemetry-spans";
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Attune.Server",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var tiny = new TinyChat();
        await using (var server = await RunningServer.StartAsync(tiny.Served(id, endless: true)))
        {
            server.Http.DefaultRequestHeaders.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
            await server.AskAsync("/v1/chat/completions", $$"""{"model": "{{id}}", "messages": [{"role": "user", "content": "hi"}], "max_tokens": 5, "seed": 3}""");
        }

        var span = Assert.Single(spans, span => span.DisplayName == "chat " + id);
        Assert.Equal(("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"), (span.TraceId.ToString(), span.ParentSpanId.ToString()));
        Assert.Equal(ActivityKind.Server, span.Kind);
        Assert.Equal(5, span.GetTagItem("gen_ai.usage.output_tokens"));
        Assert.Equal(tiny.Encode("hi").Length, span.GetTagItem("gen_ai.usage.input_tokens"));
        Assert.Equal(["length"], (string[])span.GetTagItem("gen_ai.response.finish_reasons")!);
        Assert.Equal((id, "chat", 3L, 5), (span.GetTagItem("gen_ai.request.model"), span.GetTagItem("gen_ai.operation.name"), span.GetTagItem("gen_ai.request.seed"), span.GetTagItem("gen_ai.request.max_tokens")));
        Assert.True((double)span.GetTagItem("gen_ai.server.time_to_first_token")! > 0);
    }

    [Fact]
    public async Task A_request_is_measured_and_a_failed_one_says_with_what()
    {
        const string id = "telemetry-metrics";
        var measured = new ConcurrentQueue<(string Name, Dictionary<string, object?> Tags, double Value)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "Attune.Server")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => measured.Enqueue((instrument.Name, Of(tags), value)));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => measured.Enqueue((instrument.Name, Of(tags), value)));
        listener.Start();
        using var tiny = new TinyChat();
        using var gate = new GatedModel(tiny.Model);
        gate.Allow(1000);
        await using (var server = await RunningServer.StartAsync(tiny.Served(id, gate, endless: true)))
        {
            var body = $$"""{"model": "{{id}}", "messages": [{"role": "user", "content": "hi"}], "max_tokens": 5}""";
            await server.AskAsync("/v1/chat/completions", body);
            gate.FailNext = true;
            await server.FailAsync("/v1/chat/completions", body);
        }

        var own = measured.Where(item => item.Tags.GetValueOrDefault("gen_ai.request.model") as string == id).ToLookup(item => item.Name);
        Assert.Single(own["gen_ai.server.time_to_first_token"]);
        Assert.Single(own["gen_ai.server.time_per_output_token"]);
        Assert.Equal([tiny.Encode("hi").Length, 5.0], own["gen_ai.client.token.usage"].Select(item => item.Value));
        Assert.Equal([null, "System.InvalidOperationException"], own["gen_ai.server.request.duration"].Select(item => item.Tags.GetValueOrDefault("error.type")));

        static Dictionary<string, object?> Of(ReadOnlySpan<KeyValuePair<string, object?>> tags) => new(tags.ToArray());
    }
}
