using System.Collections.Immutable;
using Attune.Hosting.Running;

namespace Attune.Hosting;

/// <summary>What is known of a resource at one moment.</summary>
public sealed record ResourceSnapshot
{
    /// <summary>The row's name, such as <c>support-bot-server</c>; a replica's ends with its number.</summary>
    public required string Name { get; init; }

    /// <summary>The name without the replica's number.</summary>
    public required string DisplayName { get; init; }

    /// <summary>What kind of thing it is, such as <c>Trainer</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Where it is in its life.</summary>
    public ResourceState State { get; init; }

    /// <summary>What the health check says.</summary>
    public ResourceHealth Health { get; init; }

    /// <summary>What the health check was answered, or why there was no answer; null where there is no check.</summary>
    public string? HealthDescription { get; init; }

    /// <summary>What it waits for while <see cref="State"/> is <see cref="ResourceState.Waiting"/>.</summary>
    public string? WaitsFor { get; init; }

    /// <summary>Which kind of thing that is.</summary>
    internal WaitKind WaitKind { get; init; }

    /// <summary>The process's id while it runs.</summary>
    public int? ProcessId { get; init; }

    /// <summary>The exit code of the last run.</summary>
    public int? ExitCode { get; init; }

    /// <summary>How often it was restarted after a failure since somebody started it.</summary>
    public int Restarts { get; init; }

    /// <summary>When the host was built.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the last process was started.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the last process ended.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>The command line of the last process.</summary>
    public string? CommandLine { get; init; }

    /// <summary>What the host added to the environment of the last process.</summary>
    public ImmutableSortedDictionary<string, string?> Environment { get; init; } = ImmutableSortedDictionary.Create<string, string?>(StringComparer.Ordinal);

    /// <summary>The resource it belongs to, or null.</summary>
    public string? Parent { get; init; }

    /// <summary>The resources it waits for before it starts.</summary>
    public ImmutableList<string> DependsOn { get; init; } = [];

    /// <summary>Addresses by endpoint name.</summary>
    public ImmutableSortedDictionary<string, string> Urls { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>What the resource says of itself: step, loss, tokens per second, pass rates ...</summary>
    public ImmutableList<ReportedProperty> Properties { get; init; } = [];

    /// <summary>The revision of the catalog that this came with; later ones are higher.</summary>
    public long Revision { get; init; }

    /// <summary>Whether nothing of it runs or waits.</summary>
    internal bool IsAtRest => State is ResourceState.NotStarted or ResourceState.Finished or ResourceState.Failed or ResourceState.Stopped;

    internal ResourceSnapshot With(ReportedProperty property)
    {
        var at = Properties.FindIndex(known => known.Name == property.Name);
        return this with { Properties = at < 0 ? Properties.Add(property) : Properties.SetItem(at, property) };
    }
}

/// <summary>One thing that a running program reported.</summary>
/// <param name="Name">The stable name, such as <c>attune.loss</c>.</param>
/// <param name="DisplayName">What people see, such as <c>Loss</c>.</param>
/// <param name="Value">The value as text.</param>
/// <param name="IsHighlighted">Whether it is shown without opening the details.</param>
public sealed record ReportedProperty(string Name, string DisplayName, string Value, bool IsHighlighted = false);
