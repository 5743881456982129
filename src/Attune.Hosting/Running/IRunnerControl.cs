namespace Attune.Hosting.Running;

/// <summary>Starts and stops rows by name.</summary>
internal interface IRunnerControl
{
    /// <param name="name">The row.</param>
    /// <param name="extraArguments">Options and values for this run alone.</param>
    void Start(string name, params IReadOnlyList<string> extraArguments);

    Task StopAsync(string name, CancellationToken cancellation);
}
