using System.Diagnostics;
using Attune.Server.OpenAi;

namespace Attune.Server.Telemetry;

/// <summary>One request on its way.</summary>
internal sealed class RequestSpan(Activity? activity, TimeProvider time, RequestInstruments instruments, string operation, string model) : IDisposable
{
    private readonly long _start = time.GetTimestamp();
    private long? _firstToken;
    private string? _error;

    /// <summary>A token has come.</summary>
    public void OnToken()
    {
        if (_firstToken is not null)
            return;
        _firstToken = time.GetTimestamp();
        instruments.TimeToFirstToken.Record(time.GetElapsedTime(_start, _firstToken.Value).TotalSeconds, Tags());
    }

    public void Complete(TokenUsage usage, IReadOnlyList<AnswerChoice> choices)
    {
        activity?.SetTag("gen_ai.usage.input_tokens", usage.PromptTokens)
            .SetTag("gen_ai.usage.output_tokens", usage.CompletionTokens)
            .SetTag("gen_ai.response.finish_reasons", choices.Select(choice => FinishReasons.Of(choice.Reason)).ToArray());
        instruments.Tokens.Record(usage.PromptTokens, [.. Tags(), new("gen_ai.token.type", "input")]);
        instruments.Tokens.Record(usage.CompletionTokens, [.. Tags(), new("gen_ai.token.type", "output")]);
        if (_firstToken is { } first && usage.CompletionTokens > 1)
            instruments.TimePerOutputToken.Record(time.GetElapsedTime(first).TotalSeconds / (usage.CompletionTokens - 1), Tags());
    }

    public void Fail(Exception failure)
    {
        _error = failure switch
        {
            ApiException api => api.Code ?? api.Type,
            OperationCanceledException => "cancelled",
            AttuneException mistake => mistake.Code,
            _ => failure.GetType().FullName,
        };
        activity?.SetTag("error.type", _error).SetStatus(ActivityStatusCode.Error, failure.Message);
    }

    public void Dispose()
    {
        KeyValuePair<string, object?>[] tags = _error is null ? Tags() : [.. Tags(), new("error.type", _error)];
        instruments.Duration.Record(time.GetElapsedTime(_start).TotalSeconds, tags);
        activity?.SetTag("gen_ai.server.time_to_first_token", _firstToken is { } first ? time.GetElapsedTime(_start, first).TotalSeconds : null);
        activity?.Dispose();
    }

    private KeyValuePair<string, object?>[] Tags() =>
    [
        new("gen_ai.operation.name", operation), new("gen_ai.provider.name", "attune"),
        new("gen_ai.request.model", model), new("gen_ai.response.model", model),
    ];
}
