using System.Globalization;
using Attune.Server.OpenAi;
using Microsoft.AspNetCore.Http;

namespace Attune.Server.Http;

/// <summary>Answers every failure with OpenAI's error object, and never with a stack trace.</summary>
internal static class ErrorResponses
{
    public static async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context).ConfigureAwait(false);
            if (!context.Response.HasStarted && Refusal(context) is { } refusal)
                await WriteAsync(context, refusal).ConfigureAwait(false);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested || context.Response.HasStarted)
        {
            // Nobody listens any more; or the answer has begun, and a broken connection is the only sign that clients heed.
            context.Abort();
        }
        catch (Exception failure)
        {
            await WriteAsync(context, ToApi(failure)).ConfigureAwait(false);
        }
    }

    /// <summary>What routing left without a body.</summary>
    private static ApiException? Refusal(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => new ApiException(
            404, $"Unknown request URL: {context.Request.Method} {context.Request.Path}. This server has /v1/chat/completions, /v1/completions, /v1/models and /health.",
            ApiException.InvalidRequest, null, "unknown_url"),
        StatusCodes.Status405MethodNotAllowed => new ApiException(
            405, $"{context.Request.Path} does not take {context.Request.Method}.", ApiException.InvalidRequest, null, "method_not_allowed"),
        _ => null,
    };

    private static ApiException ToApi(Exception failure) => failure switch
    {
        ApiException told => told,
        BadHttpRequestException bad => new ApiException(bad.StatusCode, bad.Message, ApiException.InvalidRequest, null, null),
        OperationCanceledException => new ApiException(
            StatusCodes.Status503ServiceUnavailable, "The server is shutting down.", "server_error", null, "shutting_down"),
        AttuneException mistake => new ApiException(StatusCodes.Status500InternalServerError, mistake.Message, "server_error", null, mistake.Code),
        _ => new ApiException(
            StatusCodes.Status500InternalServerError, $"The server failed: {failure.GetType().Name}.", "server_error", null, "internal_error"),
    };

    private static Task WriteAsync(HttpContext context, ApiException error)
    {
        if (error.RetryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return JsonResponse.WriteAsync(context, error.Status, json =>
        {
            json.WriteStartObject();
            json.WriteStartObject("error");
            json.WriteString("message", error.Message);
            json.WriteString("type", error.Type);
            json.WriteString("param", error.Parameter);
            json.WriteString("code", error.Code);
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }
}
