using Attune.Hosting.Declarations;
using Attune.Hosting.Running;

namespace Attune.Hosting;

/// <summary>A tuning project. It is built once, and its own program is run as trainer, evaluator and server.</summary>
public sealed class TuningProject
{
    private readonly AttuneHostBuilder _builder;
    private readonly BuiltProgram _program;
    private readonly HostedResource _build;

    internal TuningProject(string name, string projectFile, AttuneHostBuilder builder)
    {
        _builder = builder;
        Name = name;
        ProjectFile = projectFile;
        _program = new BuiltProgram(projectFile, builder.StateFile(name + ".program.json"));
        _build = builder.Add(new ResourceDefinition(name, "Tuning project")
        {
            Command = _ => _program.BuildCommand(),
            Program = _program,
            RunsToCompletion = true,
            Needs = new MachineNeeds(0, Builds: 1),
            Icon = "Folder",
        });
    }

    /// <summary>The project's name, which is also the row of its build.</summary>
    public string Name { get; }

    /// <summary>The project file.</summary>
    public string ProjectFile { get; }

    /// <summary>The build, to be waited for.</summary>
    public HostedResource Build => _build;

    /// <summary>Tunes the recipes that are not up to date. Takes all processors unless told otherwise.</summary>
    /// <param name="name">Default: the project's name and <c>-trainer</c>.</param>
    public HostedResource AddTrainer(string? name = null) => AddProgram(name ?? Name + "-trainer", "Trainer", TuningVerbs.Tune, "BrainCircuit");

    /// <summary>Evaluates the tuned models without ever training.</summary>
    /// <param name="name">Default: the project's name and <c>-evaluator</c>.</param>
    public HostedResource AddEvaluator(string? name = null) => AddProgram(name ?? Name + "-evaluator", "Evaluator", TuningVerbs.Evaluate, "ClipboardCheckmark");

    /// <summary>Serves the tuned models by the OpenAI-compatible API. Restarted when it fails.</summary>
    /// <param name="port">The port; 0: a free one.</param>
    /// <param name="name">Default: the project's name and <c>-server</c>.</param>
    public HostedResource AddModelServer(int port = 0, string? name = null)
    {
        var definition = Definition(name ?? Name + "-server", "Model server", TuningVerbs.Serve, "Server", runsToCompletion: false);
        definition.Restart = RestartPolicy.OnFailure;
        definition.IsModelServer = true;
        return _builder.Add(definition)
            .WithEndpoint(port)
            .WithHealthCheck()
            .WithArguments(context => ["--port", context.Port("http").ToString(System.Globalization.CultureInfo.InvariantCulture)])
            .WaitFor(_build);
    }

    private HostedResource AddProgram(string name, string type, string verb, string icon)
    {
        var definition = Definition(name, type, verb, icon, runsToCompletion: true);
        definition.Needs = new MachineNeeds(int.MaxValue);
        return _builder.Add(definition).WaitFor(_build);
    }

    private ResourceDefinition Definition(string name, string type, string verb, string icon, bool runsToCompletion)
    {
        ResourceDefinition? definition = null;
        definition = new ResourceDefinition(name, type)
        {
            Parent = Name,
            Command = context => _program.VerbCommand(verb, definition!.Threads, context.ExtraArguments),
            RunsToCompletion = runsToCompletion,
            Verb = verb,
            Program = _program,
            Icon = icon,
        };
        return definition;
    }
}
