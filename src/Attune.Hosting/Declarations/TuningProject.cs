using Attune.Hosting.Declarations;

namespace Attune.Hosting;

/// <summary>A tuning project. It is built once, and its own program is run as trainer, evaluator and server.</summary>
public sealed class TuningProject
{
    private readonly AttuneHostBuilder _builder;
    private readonly TuningDefinitions _definitions;
    private readonly HostedResource _build;

    internal TuningProject(string name, string projectFile, AttuneHostBuilder builder)
    {
        _builder = builder;
        Name = name;
        ProjectFile = projectFile;
        _definitions = new TuningDefinitions(name, projectFile, builder.StateFile(name + ".program.json"));
        _build = builder.Add(_definitions.Build());
    }

    /// <summary>The project's name, which is also the row of its build.</summary>
    public string Name { get; }

    /// <summary>The project file.</summary>
    public string ProjectFile { get; }

    /// <summary>The build, to be waited for.</summary>
    public HostedResource Build => _build;

    /// <summary>Tunes the recipes that are not up to date. Takes all processors unless told otherwise.</summary>
    /// <param name="name">Default: the project's name and <c>-trainer</c>.</param>
    public HostedResource AddTrainer(string? name = null) => Add(_definitions.Trainer(name));

    /// <summary>Evaluates the tuned models without ever training.</summary>
    /// <param name="name">Default: the project's name and <c>-evaluator</c>.</param>
    public HostedResource AddEvaluator(string? name = null) => Add(_definitions.Evaluator(name));

    /// <summary>Serves the tuned models by the OpenAI-compatible API. Restarted when it fails.</summary>
    /// <param name="port">The port; 0: a free one.</param>
    /// <param name="name">Default: the project's name and <c>-server</c>.</param>
    public HostedResource AddModelServer(int port = 0, string? name = null)
    {
        EndpointDefinition.CheckPort(port);
        return Add(_definitions.Server(name, port));
    }

    private HostedResource Add(ResourceDefinition definition) => _builder.Add(definition).WaitFor(_build);
}
