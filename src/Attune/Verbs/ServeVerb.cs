using System.CommandLine;
using System.Net;
using Attune.Definitions;
using Attune.Server;
using Attune.Serving;
using Attune.Telemetry;

namespace Attune.Verbs;

/// <summary>Serves the tuned models by OpenAI's HTTP API until it is interrupted.</summary>
internal sealed class ServeVerb : IVerb
{
    public const string ApiKeyVariable = "ATTUNE_API_KEY";

    private readonly Option<int> _port = new("--port") { Description = "The port; 0 for a free one, which is printed.", DefaultValueFactory = _ => 8080 };
    private readonly Option<string> _host = new("--host") { Description = "The address to listen on; 0.0.0.0 for all.", DefaultValueFactory = _ => "127.0.0.1" };
    private readonly Option<string?> _apiKey = new("--api-key") { Description = $"What clients must send as bearer token. Default: {ApiKeyVariable}, else nothing." };
    private readonly Option<bool> _base = new("--base") { Description = "Serves the base model in place of the tuned one, as <recipe>:base." };
    private readonly Option<int> _context = new("--context") { Description = "The longest sequence, in tokens; the cache takes memory for it. Default: the model's, at most 8192.", DefaultValueFactory = _ => 8192 };
    private readonly Option<int> _parallel = new("--parallel") { Description = "How many answers of a model are computed together.", DefaultValueFactory = _ => 4 };
    private readonly Option<int> _queue = new("--queue") { Description = "How many requests for a model may wait; further ones are answered with status 429.", DefaultValueFactory = _ => 64 };
    private readonly List<(string Recipe, RecipeModel Model)> _models = [];

    public string Name => "serve";

    public string Description => "Serves the tuned models by OpenAI's HTTP API. Example: serve --port 8080";

    public void Declare(Command command)
    {
        foreach (var option in new Option[] { _port, _host, _apiKey, _base, _context, _parallel, _queue })
            command.Add(option);
    }

    public Task<bool> RunAsync<TRow>(RecipeDefinition<TRow> recipe, VerbContext context)
    {
        context.Events.Phase(recipe.Name, RunPhase.Load);
        var arguments = context.Arguments;
        if (_models.Count == 0)
            ModelServer.CheckAddress(Options(context)); // a model may take minutes to load
        if (arguments.GetValue(_context) < 1)
            throw new AttuneException("ATT4451", $"The server's longest sequence is {arguments.GetValue(_context)} tokens.", "It must be above 0.");
        _models.Add((recipe.Name, RecipeModel.Open(recipe, context.Project, context.Threads, arguments.GetValue(_base), arguments.GetValue(_context))));
        return Task.FromResult(true);
    }

    /// <summary>Serves all models that were opened, together.</summary>
    public async Task<bool> EndAsync(VerbContext context)
    {
        try
        {
            await using var server = await ModelServer.StartAsync([.. _models.Select(model => model.Model.Served)], Options(context), context.Cancellation).ConfigureAwait(false);
            Tell(server, context);
            await Task.Delay(Timeout.Infinite, context.Cancellation).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
            context.Screen.Line("Stopping.");
            await server.StopAsync().ConfigureAwait(false);
            Publish(context, RunOutcome.Stopped, "The server was asked to end.");
            return true;
        }
        catch (AttuneException mistake)
        {
            Publish(context, RunOutcome.Failed, mistake.ToString());
            throw;
        }
        finally
        {
            foreach (var (_, model) in _models)
                model.Dispose();
        }
    }

    private ModelServerOptions Options(VerbContext context) => new()
    {
        Host = context.Arguments.GetValue(_host)!,
        Port = context.Arguments.GetValue(_port),
        ApiKey = context.Arguments.GetValue(_apiKey) ?? context.Environment(ApiKeyVariable),
        ConcurrentSequences = context.Arguments.GetValue(_parallel),
        QueuedRequests = context.Arguments.GetValue(_queue),
        Time = context.Screen.Time,
    };

    private void Tell(ModelServer server, VerbContext context)
    {
        foreach (var (recipe, model) in _models)
        {
            context.Screen.Line($"{model.Served.Id} is served at {server.Url}/v1");
            context.Events.Publish(new ServingEvent(recipe, server.Url));
        }

        var options = Options(context);
        if (string.IsNullOrEmpty(options.ApiKey) && !(IPAddress.TryParse(options.Host, out var address) ? IPAddress.IsLoopback(address) : options.Host == "localhost"))
            context.Screen.Line($"Other machines can reach it, and nothing is asked of them; set {ApiKeyVariable} to ask for a key.");
        context.Screen.Line("Ctrl-C ends it.");
    }

    private void Publish(VerbContext context, string outcome, string message)
    {
        foreach (var (recipe, _) in _models)
            context.Events.Publish(new EndedEvent(recipe, outcome, message));
    }
}
