using Microsoft.Extensions.Hosting;

namespace Attune.Server.Http;

/// <summary>Leaves signals to the program that runs the server, and prints nothing.</summary>
internal sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
