using Microsoft.AspNetCore.Http;

namespace Attune.Server.OpenAi;

/// <summary>A request that cannot be answered, in the terms of OpenAI's error object.</summary>
internal sealed class ApiException(int status, string message, string type, string? parameter, string? code) : Exception(message)
{
    public const string InvalidRequest = "invalid_request_error";

    public int Status { get; } = status;

    public string Type { get; } = type;

    /// <summary>The field of the request that is wrong.</summary>
    public string? Parameter { get; } = parameter;

    public string? Code { get; } = code;

    /// <summary>After how many seconds to try again; null where that would not help.</summary>
    public int? RetryAfterSeconds { get; init; }

    public static ApiException Invalid(string message, string? parameter, string? code = null) =>
        new(StatusCodes.Status400BadRequest, message, InvalidRequest, parameter, code);

    public static ApiException Unsupported(string name, string remedy) =>
        Invalid($"'{name}' is not supported by this server. {remedy}", name, "unsupported_parameter");
}
