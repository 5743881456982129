using Attune.Hosting.Declarations;

namespace Attune.Hosting;

/// <summary>A declared resource: a process that the host runs. The methods say more about it and return it again.</summary>
public sealed class HostedResource
{
    internal HostedResource(ResourceDefinition definition, AttuneHostBuilder builder)
    {
        Definition = definition;
        Builder = builder;
    }

    /// <summary>The resource's name.</summary>
    public string Name => Definition.Name;

    internal ResourceDefinition Definition { get; }

    internal AttuneHostBuilder Builder { get; }

    /// <summary>Starts only once the other is ready: healthy, running where it has no health check, or finished where it ends by itself.</summary>
    public HostedResource WaitFor(HostedResource other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Definition.Dependencies.Add(new Dependency(other.Name, Completion: false));
        return this;
    }

    /// <summary>Starts only once the other has ended with exit code 0.</summary>
    public HostedResource WaitForCompletion(HostedResource other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Definition.Dependencies.Add(new Dependency(other.Name, Completion: true));
        return this;
    }

    /// <summary>Runs so many processes of it. Each has a row of its own, <c>name-1</c>, <c>name-2</c> ...</summary>
    /// <param name="count">At least 1.</param>
    public HostedResource WithReplicas(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Definition.Replicas = count;
        return this;
    }

    /// <summary>Sets an environment variable of the process; null removes it.</summary>
    public HostedResource WithEnvironment(string name, string? value) => WithEnvironment(name, _ => value);

    /// <summary>Sets an environment variable that is known only when the process starts.</summary>
    public HostedResource WithEnvironment(string name, Func<LaunchContext, string?> value)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(value);
        Definition.Environment[name] = value;
        return this;
    }

    /// <summary>Declares a port that the process listens on.</summary>
    /// <param name="port">The port; replica i gets port + i. 0: a free one.</param>
    /// <param name="name">The endpoint's name.</param>
    /// <param name="scheme">The scheme of the address that is shown.</param>
    /// <param name="environment">The environment variable that tells the process the port.</param>
    public HostedResource WithEndpoint(int port = 0, string name = "http", string scheme = "http", string? environment = "PORT")
    {
        EndpointDefinition.CheckPort(port);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var option = Definition.Endpoints.Find(known => known.Name == name)?.Option;
        Definition.Endpoints.RemoveAll(known => known.Name == name);
        Definition.Endpoints.Add(new EndpointDefinition(name, port, scheme, environment, option));
        return this;
    }

    /// <summary>Is healthy while a GET of this path on the first endpoint is answered with a 2xx code.</summary>
    public HostedResource WithHealthCheck(string path = "/health")
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Definition.HealthPath = path.StartsWith('/') ? path : "/" + path;
        return this;
    }

    /// <summary>Answers the OpenAI API on its first endpoint, as vLLM and Ollama do, and can be compared with other model servers.</summary>
    public HostedResource AsModelServer()
    {
        Definition.IsModelServer = true;
        return this;
    }

    /// <summary>Says when a process that ended is started again.</summary>
    public HostedResource WithRestartPolicy(RestartPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        Definition.Restart = policy;
        return this;
    }

    /// <summary>Adds arguments that are known only when the process starts, such as its port.</summary>
    public HostedResource WithArguments(Func<LaunchContext, IEnumerable<string>> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var command = Definition.Command;
        Definition.Command = context =>
        {
            var specification = command(context);
            return specification with { Arguments = [.. specification.Arguments, .. arguments(context)] };
        };
        return this;
    }

    /// <summary>Adds arguments.</summary>
    public HostedResource WithArguments(params string[] arguments) => WithArguments(_ => arguments);

    /// <summary>Starts only when somebody asks for it in the dashboard.</summary>
    public HostedResource WithExplicitStart()
    {
        Definition.StartsOnRequest = true;
        return this;
    }

    /// <summary>Waits for a GPU of its own (see <see cref="AttuneHostBuilder.Gpus"/>).</summary>
    public HostedResource WithGpu()
    {
        Definition.TakeGpu();
        return this;
    }

    /// <summary>Trains or evaluates with so many threads, and leaves the other processors to others.</summary>
    /// <param name="threads">At least 1. Without this, a trainer or evaluator takes all processors.</param>
    public HostedResource WithThreads(int threads)
    {
        Definition.SetThreads(threads);
        return this;
    }
}
