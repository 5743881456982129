using Attune.Hosting.Running;

namespace Attune.Hosting.Declarations;

/// <summary>
/// What the rows of one tuning project are: command lines, verbs, endpoints, health. The local host and an Aspire AppHost both
/// start from these definitions.
/// </summary>
/// <param name="name">The project's name, which is also the row of its build.</param>
/// <param name="projectFile">The project.</param>
/// <param name="answerFile">Where the build writes what it knows.</param>
internal sealed class TuningDefinitions(string name, string projectFile, string answerFile)
{
    private readonly BuiltProgram _program = new(projectFile, answerFile);

    /// <summary>Builds the project; its program runs all the others.</summary>
    public ResourceDefinition Build() => new(name, "Tuning project")
    {
        Command = _ => _program.BuildCommand(),
        Program = _program,
        RunsToCompletion = true,
        Needs = new MachineNeeds(0, Builds: 1),
        Icon = "Folder",
    };

    /// <summary>Tunes what is not up to date.</summary>
    public ResourceDefinition Trainer(string? rowName) =>
        Program(rowName ?? name + "-trainer", "Trainer", TuningVerbs.Tune, "BrainCircuit", new MachineNeeds(int.MaxValue));

    /// <summary>Evaluates without training.</summary>
    public ResourceDefinition Evaluator(string? rowName) =>
        Program(rowName ?? name + "-evaluator", "Evaluator", TuningVerbs.Evaluate, "ClipboardCheckmark", new MachineNeeds(int.MaxValue));

    /// <summary>Serves the tuned models by the OpenAI API on its endpoint <c>http</c>.</summary>
    /// <param name="rowName">The row's name, or null.</param>
    /// <param name="port">The port; 0: a free one.</param>
    public ResourceDefinition Server(string? rowName, int port)
    {
        var definition = Program(rowName ?? name + "-server", "Model server", TuningVerbs.Serve, "Server", default);
        definition.Restart = RestartPolicy.OnFailure;
        definition.IsModelServer = true;
        definition.HealthPath = "/health";
        definition.Endpoints.Add(new EndpointDefinition("http", port, "http", "PORT", "--port"));
        return definition;
    }

    private ResourceDefinition Program(string rowName, string type, string verb, string icon, MachineNeeds needs)
    {
        ResourceDefinition? definition = null;
        definition = new ResourceDefinition(rowName, type)
        {
            Parent = name,
            Command = context => _program.VerbCommand(verb, definition!.Threads, context.ExtraArguments),
            RunsToCompletion = verb != TuningVerbs.Serve,
            Verb = verb,
            Program = _program,
            Icon = icon,
            Needs = needs,
        };
        return definition;
    }
}
