using System.Text;
using Attune.Server.Engine;
using Attune.Server.Http;
using Attune.Server.Telemetry;
using Microsoft.AspNetCore.Http;

namespace Attune.Server.OpenAi;

/// <summary>Queues a request with the engine and sends what comes of it: whole, or part by part as server-sent events.</summary>
internal sealed class AnswerResponse(ModelServerOptions options, RequestTelemetry telemetry)
{
    /// <param name="context">The HTTP request.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="sequences">Its sequences.</param>
    /// <param name="shape">The endpoint's JSON.</param>
    /// <param name="operation">Its name in the semantic conventions.</param>
    /// <exception cref="ApiException">429: the queue is full.</exception>
    public async Task SendAsync(
        HttpContext context, GenerationRequest request, IReadOnlyList<EngineSequence> sequences, IAnswerShape shape, string operation)
    {
        var head = new AnswerHead(
            $"{shape.IdPrefix}{options.Random():x16}", options.Time.GetUtcNow().ToUnixTimeSeconds(), request.Model.Served.Id, request.Model.Served.Fingerprint);
        using var span = telemetry.Start(operation, head, request, sequences[0].Options.MaxNewTokens, context.Request.Headers);
        try
        {
            var running = Enqueue(request, sequences, context.RequestAborted);
            var json = new AnswerJson(shape, head);
            var choices = request.Sampling.Stream
                ? await StreamAsync(context, running, request, json, shape.HasOpeningPart, span).ConfigureAwait(false)
                : await WholeAsync(context, running, request, json, span).ConfigureAwait(false);
            span.Complete(UsageOf(request, choices), choices);
        }
        catch (Exception failure)
        {
            span.Fail(failure);
            throw;
        }
    }

    private static EngineRequest Enqueue(GenerationRequest request, IReadOnlyList<EngineSequence> sequences, CancellationToken cancellation)
    {
        var running = new EngineRequest(sequences, cancellation);
        return request.Model.Engine.TryEnqueue(running)
            ? running
            : throw new ApiException(
                StatusCodes.Status429TooManyRequests, "Too many requests wait for this model. Try again in a moment.", "rate_limit_exceeded", null, "rate_limit_exceeded")
            {
                RetryAfterSeconds = 1,
            };
    }

    private static async Task<AnswerChoice[]> WholeAsync(
        HttpContext context, EngineRequest running, GenerationRequest request, AnswerJson json, RequestSpan span)
    {
        var texts = running.Sequences.Select(_ => new StringBuilder()).ToArray();
        var choices = new AnswerChoice[texts.Length];
        await foreach (var piece in running.ReadAsync().ConfigureAwait(false))
        {
            span.OnToken();
            texts[piece.Sequence].Append(piece.Text);
            if (piece.Reason is { } reason)
                choices[piece.Sequence] = new AnswerChoice(texts[piece.Sequence].ToString(), reason, piece.Tokens);
        }

        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(json.Whole(choices, UsageOf(request, choices)), context.RequestAborted).ConfigureAwait(false);
        return choices;
    }

    /// <remarks>Headers are sent with the first token, so that what fails before it still has its status.</remarks>
    private static async Task<AnswerChoice[]> StreamAsync(
        HttpContext context, EngineRequest running, GenerationRequest request, AnswerJson json, bool hasOpeningPart, RequestSpan span)
    {
        var events = new ServerSentEvents(context);
        var isOpen = new bool[running.Sequences.Count];
        var choices = new AnswerChoice[isOpen.Length];
        await foreach (var piece in running.ReadAsync().ConfigureAwait(false))
        {
            span.OnToken();
            if (hasOpeningPart && !isOpen[piece.Sequence])
                await events.SendAsync(json.Part(piece.Sequence, "", isOpening: true, null)).ConfigureAwait(false);
            isOpen[piece.Sequence] = true;
            if (piece.Text.Length > 0)
                await events.SendAsync(json.Part(piece.Sequence, piece.Text, isOpening: false, null)).ConfigureAwait(false);
            if (piece.Reason is not { } reason)
                continue;
            choices[piece.Sequence] = new AnswerChoice("", reason, piece.Tokens);
            await events.SendAsync(json.Part(piece.Sequence, null, isOpening: false, FinishReasons.Of(reason))).ConfigureAwait(false);
        }

        if (request.Sampling.IncludeUsage)
            await events.SendAsync(json.UsagePart(UsageOf(request, choices))).ConfigureAwait(false);
        await events.EndAsync().ConfigureAwait(false);
        return choices;
    }

    private static TokenUsage UsageOf(GenerationRequest request, AnswerChoice[] choices) =>
        new(request.PromptTokens, choices.Sum(choice => choice.Tokens));
}
