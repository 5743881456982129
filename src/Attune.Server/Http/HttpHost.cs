using System.Net;
using Attune.Server.OpenAi;
using Attune.Server.OpenAi.Chat;
using Attune.Server.OpenAi.Completions;
using Attune.Server.OpenAi.Models;
using Attune.Server.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Attune.Server.Http;

/// <summary>Puts the endpoints behind Kestrel. Takes no configuration but the options: no files, no ASPNETCORE_* variables.</summary>
internal static class HttpHost
{
    /// <summary>Some times more text than any context holds.</summary>
    private const long LargestBody = 16 << 20;

    public static WebApplication Build(ModelServerOptions options, IPAddress address, HostedModels models, RequestTelemetry telemetry)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Attune.Server" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(address, options.Port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.ShutdownTimeout);

        var app = builder.Build();
        app.Use(ErrorResponses.HandleAsync);
        if (!string.IsNullOrEmpty(options.ApiKey))
            app.Use(new ApiKeyCheck(options.ApiKey).HandleAsync);
        app.UseRouting();
        var answers = new AnswerResponse(options, telemetry);
        app.MapGet("/health", (RequestDelegate)new HealthEndpoint(models).GetAsync);
        Map(app, new ChatEndpoint(models, options, answers), new CompletionEndpoint(models, options, answers), new ModelsEndpoint(models));
        return app;
    }

    /// <summary>With and without /v1: clients append paths to whatever address they were given.</summary>
    private static void Map(WebApplication app, ChatEndpoint chat, CompletionEndpoint completions, ModelsEndpoint models)
    {
        foreach (var prefix in new[] { "/v1", "" })
        {
            app.MapPost(prefix + "/chat/completions", (RequestDelegate)chat.HandleAsync);
            app.MapPost(prefix + "/completions", (RequestDelegate)completions.HandleAsync);
            app.MapGet(prefix + "/models", (RequestDelegate)models.ListAsync);
            app.MapGet(prefix + "/models/{**id}", (RequestDelegate)models.GetAsync);
        }
    }
}
