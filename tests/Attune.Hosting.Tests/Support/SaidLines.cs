namespace Attune.Hosting.Tests.Support;

/// <summary>What a host says, to be read while it goes on.</summary>
internal sealed class SaidLines : StringWriter
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private readonly Lock _lock = new();

    public string[] Lines
    {
        get
        {
            lock (_lock)
                return ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }

    public override void WriteLine(string? value)
    {
        lock (_lock)
            Write(value + "\n");
    }

    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        return Task.CompletedTask;
    }

    public async Task UntilAsync(Func<string[], bool> condition)
    {
        using var limit = new CancellationTokenSource(Hosts.Patience);
        while (!condition(Lines))
            await Task.Delay(Pause, limit.Token);
    }
}
