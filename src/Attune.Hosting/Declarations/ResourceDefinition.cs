using Attune.Hosting.Processes;
using Attune.Hosting.Running;

namespace Attune.Hosting.Declarations;

/// <summary>Everything declared of a resource. One definition stands for all its replicas.</summary>
internal sealed class ResourceDefinition(string name, string type)
{
    public string Name { get; } = name;

    public string Type { get; } = type;

    /// <summary>The resource that it belongs to, or null.</summary>
    public string? Parent { get; init; }

    /// <summary>Builds the command line, without the environment, which the runner adds.</summary>
    public required Func<LaunchContext, ProcessSpecification> Command { get; set; }

    /// <summary>It ends by itself; being ready means having finished.</summary>
    public bool RunsToCompletion { get; init; }

    /// <summary>The verb of the tuning project's program that it runs; null where it is another program.</summary>
    public string? Verb { get; init; }

    /// <summary>The project's program, where the resource is one of its verbs or its build.</summary>
    public BuiltProgram? Program { get; init; }

    /// <summary>Its program writes events for the host.</summary>
    public bool IsAttuneProgram => Verb is not null;

    /// <summary>It answers the OpenAI API on its first endpoint.</summary>
    public bool IsModelServer { get; set; }

    /// <summary>It belongs to the host itself: no row, no telemetry of its own.</summary>
    public bool IsInternal { get; init; }

    public MachineNeeds Needs { get; set; }

    /// <summary>What a tuning program is told by <c>--threads</c>; null leaves it to the project.</summary>
    public int? Threads { get; private set; }

    public RestartPolicy Restart { get; set; } = RestartPolicy.Never;

    public int Replicas { get; set; } = 1;

    public bool StartsOnRequest { get; set; }

    public string? HealthPath { get; set; }

    /// <summary>The icon of the Fluent set that stands for it in the dashboard.</summary>
    public string Icon { get; init; } = "Box";

    public List<Dependency> Dependencies { get; } = [];

    public List<EndpointDefinition> Endpoints { get; } = [];

    public Dictionary<string, Func<LaunchContext, string?>> Environment { get; } = new(StringComparer.Ordinal);

    /// <summary>So many threads, and as many processors of the machine's.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than one.</exception>
    public void SetThreads(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Needs = Needs with { Processors = threads };
        Threads = threads;
    }

    /// <summary>A GPU of its own while it runs.</summary>
    public void TakeGpu() => Needs = Needs with { Gpus = 1 };

    /// <summary>How many characters may stand in a resource's name; it becomes part of file names and of rows in tables.</summary>
    private const int LongestName = 63;

    public static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName
        && char.IsAsciiLetter(name[0])
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '-')
        && name[^1] != '-'
        && !name.Contains("--", StringComparison.Ordinal);
}

/// <summary>That a resource starts only after another one.</summary>
/// <param name="On">The other's name.</param>
/// <param name="Completion">Wait until it has finished, and not only until it is ready.</param>
internal sealed record Dependency(string On, bool Completion);

/// <summary>A port that a resource listens on.</summary>
/// <param name="Name">Its name among the resource's endpoints.</param>
/// <param name="Port">The port; replica i listens on port + i. 0: a free one.</param>
/// <param name="Scheme">The scheme of its address.</param>
/// <param name="Variable">The environment variable that tells the process its port, or null.</param>
/// <param name="Option">The option of its command line that tells it the same, or null.</param>
internal sealed record EndpointDefinition(string Name, int Port, string Scheme, string? Variable, string? Option = null)
{
    /// <exception cref="ArgumentOutOfRangeException">It is no number of a port, and not 0 either.</exception>
    public static void CheckPort(int port)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, 65_535);
    }
}
