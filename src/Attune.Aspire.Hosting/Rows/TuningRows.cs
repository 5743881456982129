using System.Runtime.CompilerServices;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Attune.Hosting;
using Attune.Hosting.Commands;
using Attune.Hosting.Declarations;
using Attune.Hosting.Processes;
using Attune.Hosting.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Attune.Aspire.Hosting.Rows;

/// <summary>
/// The rows of one AppHost: each is a definition of Attune.Hosting and a resource of Aspire. Aspire runs the processes; events,
/// properties and commands are those of the local host.
/// </summary>
internal sealed class TuningRows
{
    private static readonly ConditionalWeakTable<IDistributedApplicationBuilder, TuningRows> Known = [];

    private static readonly IReadOnlyDictionary<string, int> NoPorts = new Dictionary<string, int>();

    private readonly Dictionary<string, ResourceInstance> _instances = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IResource> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TuningDefinitions> _definitions = new(StringComparer.Ordinal);

    private TuningRows(IDistributedApplicationBuilder builder)
    {
        Services = new HostServices(
            new ResourceCatalog(),
            new MachineQueue(new MachineNeeds(Environment.ProcessorCount, Gpus: 1, Builds: 1)),
            ProcessGuard.ForThisSystem(),
            new FreePorts(),
            new HealthProbe(Http, TimeProvider.System),
            TimeProvider.System)
        { Folder = State.Path };
        Runners = new AspireRunners(this);
        Commands = new RowCommands(
            HostCommands.OfTuning(Runners, Dialogs, Services, _instances, Http, Environment.GetEnvironmentVariable, builder.AppHostDirectory), _instances);
        builder.Services.AddSingleton(provider => new RowsService(this, provider));
        builder.Services.AddHostedService(provider => provider.GetRequiredService<RowsService>());
        builder.Eventing.Subscribe<BeforeStartEvent>((started, _) =>
            builder.ExecutionContext.IsRunMode ? started.Services.GetRequiredService<RowsService>().BeginAsync() : Task.CompletedTask);
    }

    public HttpClient Http { get; } = new();

    /// <summary>Where programs write their events; made when the AppHost runs.</summary>
    public StateFolder State { get; } = StateFolder.Choose("attune-apphost-");

    public HostServices Services { get; }

    public AspireRunners Runners { get; }

    public AspireDialogs Dialogs { get; } = new();

    public RowPauses Pauses { get; } = new();

    public RowCommands Commands { get; }

    public IReadOnlyDictionary<string, IResource> Resources => _resources;

    public IReadOnlyDictionary<string, ResourceInstance> Instances => _instances;

    /// <summary>The rows that belong to a builder.</summary>
    public static TuningRows Of(IDistributedApplicationBuilder builder) => Known.GetValue(builder, key => new TuningRows(key));

    public TuningDefinitions DefinitionsOf(TuningProjectResource project) => _definitions[project.Name];

    public IResourceBuilder<TuningProjectResource> AddProject(IDistributedApplicationBuilder builder, TuningProjectResource project)
    {
        var definitions = new TuningDefinitions(project.Name, project.ProjectFile, Path.Combine(Services.Folder, project.Name + ".program.json"));
        var row = AddRow(builder, definitions.Build(), project);
        _definitions.Add(project.Name, definitions);
        return row;
    }

    /// <summary>Adds a row that runs the project's program once it is built.</summary>
    public IResourceBuilder<T> Add<T>(IResourceBuilder<TuningProjectResource> project, ResourceDefinition definition, T resource)
        where T : ExecutableResource
    {
        var row = AddRow(project.ApplicationBuilder, definition, resource);
        row.WithEnvironment(TuningVariables.Events, Launch.EventFile(_instances[definition.Name], Services)).WithOtlpExporter();
        return row.WithParentRelationship(project).WaitForCompletion(project);
    }

    public void SetThreads(IResource resource, int threads) => _instances[resource.Name].Definition.SetThreads(threads);

    public void TakeGpu(IResource resource) => _instances[resource.Name].Definition.TakeGpu();

    public void SetGpus(int gpus) => Services.Machine.SetMachine(machine => machine with { Gpus = gpus });

    private IResourceBuilder<T> AddRow<T>(IDistributedApplicationBuilder builder, ResourceDefinition definition, T resource)
        where T : ExecutableResource
    {
        var row = builder.AddResource(resource);
        var instance = new ResourceInstance(definition, 0);
        _instances.Add(definition.Name, instance);
        _resources.Add(definition.Name, resource);
        Services.Catalog.Add(instance.FirstSnapshot(Services.Time.GetUtcNow()));
        row.WithInitialState(new CustomResourceSnapshot { ResourceType = definition.Type, Properties = [] })
            .WithIconName(definition.Icon)
            .WithArgs(context => AddArguments(context.Args, definition, resource))
            .WithEnvironment(context => AddEnvironment(context.EnvironmentVariables, definition))
            .ExcludeFromManifest();
        foreach (var command in Commands.Of(definition.Name))
            RowCommandButton.Add(row, command, this);
        return row;
    }

    private void AddArguments(IList<object> arguments, ResourceDefinition definition, IResource resource)
    {
        foreach (var argument in CommandOf(definition).Arguments)
            arguments.Add(argument);
        foreach (var endpoint in definition.Endpoints.Where(endpoint => endpoint.Option is not null))
        {
            arguments.Add(endpoint.Option!);
            arguments.Add(((IResourceWithEndpoints)resource).GetEndpoint(endpoint.Name).Property(EndpointProperty.TargetPort));
        }
    }

    /// <remarks>
    /// Aspire gives variables and takes none away. What the local host takes away (paths of MSBuild that <c>dotnet run</c> tells its child)
    /// stays, which is right for the same SDK; an empty value would be taken for a path.
    /// </remarks>
    private static void AddEnvironment(Dictionary<string, object> environment, ResourceDefinition definition)
    {
        foreach (var (name, value) in definition.Program!.Environment)
        {
            if (value is not null)
                environment[name] = value;
        }
    }

    private ProcessSpecification CommandOf(ResourceDefinition definition) => definition.Command(
        new LaunchContext(definition.Name, 0, NoPorts, Services.Catalog.Find) { ExtraArguments = Runners.ArgumentsOf(definition.Name) });
}
