using Attune.Hosting.Commands;
using Attune.Hosting.Tests.Support;

namespace Attune.Hosting.Tests.Running;

/// <summary>llama.cpp's own server as a row of the host.</summary>
public sealed class LlamaServerTests
{
    [LlamaServerFact]
    public async Task A_gguf_file_is_served_asked_as_other_servers_are_and_ends_with_the_host()
    {
        IReadOnlyList<int> family;
        await using (var host = Build())
        {
            await host.StartAsync();
            var server = await host.UntilAsync("baseline", row => row.Health == ResourceHealth.Healthy || row.State == ResourceState.Failed);
            Assert.True(server.Health == ResourceHealth.Healthy, host.LogText("baseline"));
            using var http = new HttpClient();
            Assert.Contains("\"data\"", await http.GetStringAsync(server.Urls["http"] + "/v1/models"));

            // The question that Compare blind asks. The model's weights are random, so the answer may be anything.
            Assert.NotEmpty(await new ChatClient(http, _ => null).AskAsync(server, "What is red?", CancellationToken.None));
            Assert.Contains(host.Commands.Of("baseline"), command => command.Name == "compare-blind" && command.IsEnabled(server));
            family = OperatingSystem.IsLinux() ? ProcessTable.OfSession(ProcessTable.Session(server.ProcessId!.Value)) : [];
        }

        await ProcessTable.UntilGoneAsync(family);
    }

    private static AttuneHost Build()
    {
        var builder = Hosts.Builder();
        builder.AddLlamaServer("baseline", LlamaServerFactAttribute.Model).WithArguments("--ctx-size", "128");
        return builder.Build();
    }
}
