namespace Attune.Hosting.Running;

/// <summary>The runners of all rows.</summary>
internal sealed class RunnerSet(IReadOnlyList<ResourceRunner> runners) : IRunnerControl
{
    private Task _lives = Task.CompletedTask;

    public void Live(CancellationToken host) => _lives = Task.WhenAll(runners.Select(runner => Task.Run(() => runner.LiveAsync(host), CancellationToken.None)));

    public Task EndedAsync() => _lives;

    public void Start(string name, params IReadOnlyList<string> extraArguments) => Of(name).Start(extraArguments);

    public Task StopAsync(string name, CancellationToken cancellation) => Of(name).StopAsync(cancellation);

    private ResourceRunner Of(string name) => runners.FirstOrDefault(runner => runner.Name == name)
        ?? throw new HostingException("ATT4402", $"There is no resource '{name}'.", $"There are: {string.Join(", ", runners.Select(runner => runner.Name))}.");
}
