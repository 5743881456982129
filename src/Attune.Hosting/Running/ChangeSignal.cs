namespace Attune.Hosting.Running;

/// <summary>A counter that can be waited on. Readers keep the last value they saw, so nothing is queued for a slow one.</summary>
internal sealed class ChangeSignal
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _changed = Next();
    private long _version;

    public long Version
    {
        get
        {
            lock (_lock)
                return _version;
        }
    }

    public void Raise()
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            _version++;
            changed = _changed;
            _changed = Next();
        }

        changed.SetResult();
    }

    /// <summary>Ends once the version is above <paramref name="seen"/>.</summary>
    public Task WaitAsync(long seen, CancellationToken cancellation)
    {
        lock (_lock)
            return _version > seen ? Task.CompletedTask : _changed.Task.WaitAsync(cancellation);
    }

    private static TaskCompletionSource Next() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
