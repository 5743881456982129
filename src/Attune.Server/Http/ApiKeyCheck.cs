using System.Security.Cryptography;
using System.Text;
using Attune.Server.OpenAi;
using Microsoft.AspNetCore.Http;

namespace Attune.Server.Http;

/// <summary>Lets requests with the right key through, and those for /health.</summary>
internal sealed class ApiKeyCheck(string key)
{
    private const string Scheme = "Bearer ";

    private readonly byte[] _key = Encoding.UTF8.GetBytes(key);

    public Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path == "/health" || IsRight(context.Request.Headers.Authorization.ToString()))
            return next(context);
        context.Response.Headers.WWWAuthenticate = "Bearer";
        throw new ApiException(
            StatusCodes.Status401Unauthorized, "The API key is missing or wrong. Send it as 'Authorization: Bearer <key>'.",
            ApiException.InvalidRequest, null, "invalid_api_key");
    }

    /// <summary>Takes the same time for any wrong key of the right length.</summary>
    private bool IsRight(string header) =>
        header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(header[Scheme.Length..].Trim()), _key);
}
