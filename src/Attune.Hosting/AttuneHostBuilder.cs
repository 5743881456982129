using Attune.Hosting.Declarations;
using Attune.Hosting.Processes;
using Attune.Hosting.Running;

namespace Attune.Hosting;

/// <summary>Declares what a host runs.</summary>
public sealed class AttuneHostBuilder
{
    internal const string LlamaServerVariable = "ATTUNE_LLAMA_SERVER";

    private readonly List<ResourceDefinition> _definitions = [];
    internal AttuneHostBuilder(string folder)
    {
        Folder = folder;
        ApplicationName = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
    }

    /// <summary>Relative paths start here.</summary>
    public string Folder { get; }

    /// <summary>Processor slots that trainers and evaluators share.</summary>
    /// <value>Default: the machine's logical processors.</value>
    public int Processors { get; set; } = Environment.ProcessorCount;

    /// <summary>GPUs that resources with <see cref="HostedResource.WithGpu"/> share.</summary>
    /// <value>Default 1.</value>
    public int Gpus { get; set; } = 1;

    /// <summary>The name above the rows in the dashboard.</summary>
    /// <value>Default: the name of <see cref="Folder"/>.</value>
    public string ApplicationName { get; set; }

    /// <summary>Whether the Aspire dashboard is started where the machine has it.</summary>
    /// <value>Default true.</value>
    public bool ShowsDashboard { get; set; } = true;

    /// <summary>The port of the dashboard's pages.</summary>
    /// <value>Default 0: 18888 where it is free, else another one.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is no number of a port, and not 0 either.</exception>
    public int DashboardPort
    {
        get;
        set
        {
            EndpointDefinition.CheckPort(value);
            field = value;
        }
    }

    /// <summary>Where the host says what happens.</summary>
    /// <value>Default: standard output.</value>
    public TextWriter Output { get; set; } = Console.Out;

    internal IReadOnlyList<ResourceDefinition> Definitions => _definitions;

    internal StateFolder State { get; } = StateFolder.Choose("attune-host-");

    /// <summary>Where the dashboard is looked for.</summary>
    internal Func<string, string?> Variables { get; set; } = Environment.GetEnvironmentVariable;

    internal TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Adds a tuning project that the host project references.</summary>
    /// <typeparam name="TProject">The project, such as <c>Projects.SupportBot</c>.</typeparam>
    /// <param name="name">The resource's name: letters, digits and single hyphens.</param>
    public TuningProject AddTuningProject<TProject>(string name)
        where TProject : IProjectMetadata, new() => AddTuningProject(name, new TProject().ProjectPath);

    /// <summary>Adds a tuning project by its file or folder.</summary>
    /// <param name="name">The resource's name: letters, digits and single hyphens.</param>
    /// <param name="path">The project file, or a folder with one project file in it; relative to <see cref="Folder"/>.</param>
    /// <exception cref="HostingException">There is no such project, or the name is taken or no name.</exception>
    public TuningProject AddTuningProject(string name, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new TuningProject(name, ProjectFiles.Find(Path.GetFullPath(path, Folder)), this);
    }

    /// <summary>Adds every tuning project below <see cref="Folder"/> with a trainer, an evaluator after it, and a server after that.</summary>
    /// <param name="onRequest">Start none of them until somebody asks.</param>
    /// <exception cref="HostingException">There is no tuning project.</exception>
    public IReadOnlyList<TuningProject> AddTuningProjects(bool onRequest = false)
    {
        var files = ProjectFiles.TuningProjectsBelow(Folder);
        if (files.Count == 0)
            throw new HostingException("ATT4407", "There is no tuning project in the folder.", "Name a folder above a project that uses Attune.Sdk.", Folder);
        return [.. files.Select(file => AddWhole(file, onRequest))];
    }

    /// <summary>Adds any program of the machine.</summary>
    /// <param name="name">The resource's name: letters, digits and single hyphens.</param>
    /// <param name="command">A program on the PATH, or a path relative to <see cref="Folder"/>.</param>
    /// <param name="arguments">Its arguments.</param>
    public HostedResource AddExecutable(string name, string command, params string[] arguments)
    {
        ArgumentException.ThrowIfNullOrEmpty(command);
        ArgumentNullException.ThrowIfNull(arguments);
        return Add(new ResourceDefinition(name, "Executable")
        {
            Command = _ => new ProcessSpecification(command, arguments, Folder, new Dictionary<string, string?>()),
            Icon = "Apps",
        });
    }

    /// <summary>
    /// Adds a <c>llama-server</c> of llama.cpp that serves a GGUF file by the same API, as a baseline to compare with. It is the program
    /// that the environment variable <c>ATTUNE_LLAMA_SERVER</c> names, else that on the PATH.
    /// </summary>
    /// <param name="name">The resource's name: letters, digits and single hyphens.</param>
    /// <param name="gguf">The model's file, relative to <see cref="Folder"/>.</param>
    /// <param name="port">The port; 0: a free one.</param>
    public HostedResource AddLlamaServer(string name, string gguf, int port = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(gguf);
        var model = Path.GetFullPath(gguf, Folder);
        var program = Variables(LlamaServerVariable) is { Length: > 0 } named ? named : "llama-server";
        return Add(new ResourceDefinition(name, "Model server")
        {
            Command = _ => new ProcessSpecification(program, ["--model", model, "--host", "127.0.0.1"], Folder, new Dictionary<string, string?>()),
            Restart = RestartPolicy.OnFailure,
            IsModelServer = true,
            Icon = "Server",
        })
            .WithEndpoint(port, environment: null)
            .WithHealthCheck()
            .WithArguments(context => ["--port", context.Port("http").ToString(System.Globalization.CultureInfo.InvariantCulture)]);
    }

    /// <summary>Checks what was declared and makes a host of it.</summary>
    /// <exception cref="HostingException">Resources wait for each other in a circle.</exception>
    public AttuneHost Build()
    {
        DependencyCheck.Run(_definitions);
        State.Create();
        return new AttuneHost(this);
    }

    private TuningProject AddWhole(string file, bool onRequest)
    {
        var name = ResourceNames.Of(Path.GetFileNameWithoutExtension(file), taken => _definitions.Exists(known => known.Name.Equals(taken, StringComparison.OrdinalIgnoreCase)));
        var project = AddTuningProject(name, file);
        var trainer = project.AddTrainer();
        var evaluator = project.AddEvaluator();
        var server = project.AddModelServer();
        if (onRequest)
        {
            foreach (var resource in new[] { trainer, evaluator, server })
                resource.WithExplicitStart();
        }
        else
        {
            evaluator.WaitForCompletion(trainer);
            server.WaitFor(evaluator);
        }

        return project;
    }

    internal HostedResource Add(ResourceDefinition definition)
    {
        if (!ResourceDefinition.IsName(definition.Name))
        {
            throw new HostingException(
                "ATT4400", $"'{definition.Name}' is no name of a resource.", "Use 1 to 63 letters, digits and single hyphens, a letter first.");
        }

        if (_definitions.Exists(known => known.Name.Equals(definition.Name, StringComparison.OrdinalIgnoreCase)))
            throw new HostingException("ATT4400", $"There are two resources named '{definition.Name}'.", "Give one of them another name.");
        _definitions.Add(definition);
        return new HostedResource(definition, this);
    }

    internal string StateFile(string name) => Path.Combine(State.Path, name);
}
