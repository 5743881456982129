using System.Diagnostics.Metrics;

namespace Attune.Server.Telemetry;

/// <summary>The histograms of requests; bucket bounds are those that the semantic conventions advise.</summary>
internal sealed class RequestInstruments(Meter meter)
{
    private static readonly InstrumentAdvice<double> Durations =
        new() { HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92] };

    private static readonly InstrumentAdvice<double> FirstTokenTimes =
        new() { HistogramBucketBoundaries = [0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0] };

    private static readonly InstrumentAdvice<double> TokenTimes =
        new() { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1.0, 2.5] };

    private static readonly InstrumentAdvice<long> TokenCounts =
        new() { HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576] };

    public Histogram<double> Duration { get; } =
        meter.CreateHistogram("gen_ai.server.request.duration", "s", "Time from a request to the end of its answer", tags: null, Durations);

    public Histogram<double> TimeToFirstToken { get; } =
        meter.CreateHistogram("gen_ai.server.time_to_first_token", "s", "Time from a request to its first token", tags: null, FirstTokenTimes);

    public Histogram<double> TimePerOutputToken { get; } =
        meter.CreateHistogram("gen_ai.server.time_per_output_token", "s", "Time of each further token", tags: null, TokenTimes);

    public Histogram<long> Tokens { get; } =
        meter.CreateHistogram("gen_ai.client.token.usage", "{token}", "Tokens of prompts and answers", tags: null, TokenCounts);
}
