using System.Data.Common;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Attune.Hosting;

namespace Attune.Aspire.Hosting.Tests;

public sealed class ConnectionStringTests : IDisposable
{
    private const string TwoRecipes = """{"version": 1, "recipes": {"Route": {}, "Answer": {}}}""";

    private readonly AppHosts _hosts = new();

    public void Dispose() => _hosts.Dispose();

    [Fact]
    public async Task It_has_what_clients_of_OpenAI_read()
    {
        var builder = _hosts.Builder();
        builder.Configuration["Parameters:key"] = "secret";
        var server = Server(builder).WithModel("Route").WithApiKey(builder.AddParameter("key", secret: true));
        var parts = new DbConnectionStringBuilder { ConnectionString = await TextOf(server.Resource) };
        Assert.Equal(("http://localhost:8123/v1", "Route", "secret"), ((string)parts["Endpoint"], (string)parts["Model"], (string)parts["Key"]));
    }

    [Fact]
    public async Task The_model_is_the_only_recipe_of_the_lock_file_unless_named()
    {
        _hosts.WriteLock("""{"version": 1, "recipes": {"QueryModel": {}}}""");
        Assert.Contains(";Model=QueryModel;Key=", await TextOf(Server(_hosts.Builder()).Resource), StringComparison.Ordinal);
        _hosts.WriteLock(TwoRecipes);
        Assert.Contains(";Model=Answer;Key=", await TextOf(Server(_hosts.Builder()).WithModel("Answer").Resource), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TwoRecipes, "Route, Answer")]
    [InlineData("""{"version": 1, "recipes": {}}""", "no recipe is tuned")]
    [InlineData("[", "no recipe is tuned")]
    public async Task A_client_that_starts_without_a_name_and_one_recipe_is_told_so(string lockFile, string fact)
    {
        _hosts.WriteLock(lockFile);
        var builder = _hosts.Builder();
        var server = Server(builder);
        var client = builder.AddExecutable("client", "client", ".");
        var mistake = await Assert.ThrowsAsync<HostingException>(async () =>
            await server.Resource.ConnectionStringExpression.GetValueAsync(new ValueProviderContext { Caller = client.Resource }, default));
        Assert.Equal("ATT4408", mistake.Code);
        Assert.Contains(fact, mistake.Message, StringComparison.Ordinal);

        // Aspire itself asks before anything is tuned.
        Assert.Contains(";Model=;Key=", await TextOf(server.Resource), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_server_has_a_generated_key_of_its_own()
    {
        var bot = _hosts.Builder().AddTuningProject("bot", "../SupportBot");
        var (first, second) = (bot.AddModelServer(), bot.AddModelServer(name: "second"));
        Assert.True(first.Resource.ApiKey.Secret);
        Assert.NotEqual(await first.Resource.ApiKey.GetValueAsync(default), await second.Resource.ApiKey.GetValueAsync(default));
    }

    [Fact]
    public void Its_parts_are_named_as_those_of_OpenAI_resources()
    {
        IResourceWithConnectionString server = Server(_hosts.Builder()).Resource;
        Assert.Equal(["Endpoint", "Uri", "Key", "ModelName"], server.GetConnectionProperties().Select(property => property.Key));
    }

    private static IResourceBuilder<ModelServerResource> Server(IDistributedApplicationBuilder builder)
    {
        var server = builder.AddTuningProject("bot", "../SupportBot").AddModelServer();
        var endpoint = server.Resource.Annotations.OfType<EndpointAnnotation>().Single();
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", 8123);
        return server;
    }

    private static async Task<string> TextOf(ModelServerResource server) => (await server.ConnectionStringExpression.GetValueAsync(default))!;
}
