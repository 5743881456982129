using Attune.Hosting.Processes;

namespace Attune.Hosting.Running;

/// <summary>What is known of all resources. Everything that runs writes here, and everything that shows reads here.</summary>
internal sealed class ResourceCatalog
{
    private readonly Lock _lock = new();
    private readonly List<string> _order = [];
    private readonly Dictionary<string, ResourceSnapshot> _snapshots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LogBuffer> _logs = new(StringComparer.Ordinal);
    private long _revision;

    /// <summary>Raised after each change of a snapshot.</summary>
    public ChangeSignal Changed { get; } = new();

    public void Add(ResourceSnapshot snapshot)
    {
        lock (_lock)
        {
            _order.Add(snapshot.Name);
            _snapshots.Add(snapshot.Name, snapshot with { Revision = ++_revision });
            _logs.Add(snapshot.Name, new LogBuffer());
        }

        Changed.Raise();
    }

    public ResourceSnapshot Get(string name)
    {
        lock (_lock)
            return _snapshots[name];
    }

    public ResourceSnapshot? Find(string name)
    {
        lock (_lock)
            return _snapshots.GetValueOrDefault(name);
    }

    public LogBuffer Log(string name)
    {
        lock (_lock)
            return _logs[name];
    }

    /// <summary>All snapshots of a later revision than <paramref name="seen"/>, in the order of declaration.</summary>
    public IReadOnlyList<ResourceSnapshot> After(long seen)
    {
        lock (_lock)
            return [.. _order.Select(name => _snapshots[name]).Where(snapshot => snapshot.Revision > seen)];
    }

    public void Update(string name, Func<ResourceSnapshot, ResourceSnapshot> change)
    {
        lock (_lock)
        {
            var old = _snapshots[name];
            var changed = change(old);
            if (changed == old)
                return;
            _snapshots[name] = changed with { Revision = ++_revision };
        }

        Changed.Raise();
    }

    /// <summary>Ends once the condition holds; it is asked again after each change of any resource.</summary>
    public async Task UntilAsync(Func<bool> condition, CancellationToken cancellation)
    {
        while (true)
        {
            var version = Changed.Version;
            if (condition())
                return;
            await Changed.WaitAsync(version, cancellation).ConfigureAwait(false);
        }
    }
}
