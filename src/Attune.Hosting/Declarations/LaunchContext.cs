using System.Collections.Immutable;

namespace Attune.Hosting;

/// <summary>What is known when a process is started.</summary>
public sealed class LaunchContext
{
    internal LaunchContext(string resource, int replica, IReadOnlyDictionary<string, int> ports, Func<string, ResourceSnapshot?> find)
    {
        Resource = resource;
        Replica = replica;
        _ports = ports;
        _find = find;
    }

    private readonly IReadOnlyDictionary<string, int> _ports;
    private readonly Func<string, ResourceSnapshot?> _find;

    /// <summary>The row's name.</summary>
    public string Resource { get; }

    /// <summary>The replica's number, counted from 0.</summary>
    public int Replica { get; }

    /// <summary>The port of one of the resource's own endpoints.</summary>
    /// <exception cref="HostingException">There is no such endpoint.</exception>
    public int Port(string endpoint) => _ports.TryGetValue(endpoint, out var port)
        ? port
        : throw new HostingException(
            "ATT4404", $"{Resource} has no endpoint '{endpoint}'.", _ports.Count == 0 ? "Add one with WithEndpoint." : $"Its endpoints are: {string.Join(", ", _ports.Keys)}.");

    /// <summary>The address of another resource's endpoint, or null where there is none.</summary>
    public string? UrlOf(string resource, string endpoint) =>
        (_find(resource)?.Urls ?? ImmutableSortedDictionary<string, string>.Empty).GetValueOrDefault(endpoint);

    /// <summary>What somebody asked for when starting this run, such as another recipe; empty for the usual run.</summary>
    internal IReadOnlyList<string> ExtraArguments { get; init; } = [];
}
