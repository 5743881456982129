using Attune.Aspire.Hosting.Rows;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>
/// Serves the tuned models of a project by the OpenAI API. Its connection string is
/// <c>Endpoint=http://host:port/v1;Model=Recipe;Key=...</c>, which Aspire's OpenAI client integrations read.
/// </summary>
[AspireExport(ExposeProperties = true)]
public sealed class ModelServerResource
    : ExecutableResource, IResourceWithConnectionString
{
    internal const string EndpointName = "http";

    private readonly ServedModel _model;

    /// <summary>Declares a server.</summary>
    /// <param name="name">The resource's name.</param>
    /// <param name="project">The project.</param>
    /// <param name="apiKey">What clients must send.</param>
    public ModelServerResource(string name, TuningProjectResource project, ParameterResource apiKey)
        : base(name, (project ?? throw new ArgumentNullException(nameof(project))).Command, project.WorkingDirectory)
    {
        ArgumentNullException.ThrowIfNull(apiKey);
        Project = project;
        ApiKey = apiKey;
        Endpoint = new EndpointReference(this, EndpointName);
        _model = new ServedModel(name, project.WorkingDirectory);
    }

    /// <summary>The project.</summary>
    public TuningProjectResource Project { get; }

    /// <summary>Where it listens.</summary>
    public EndpointReference Endpoint { get; }

    /// <summary>What clients send as bearer token.</summary>
    public ParameterResource ApiKey { get; internal set; }

    /// <summary>The recipe that clients ask for.</summary>
    /// <value>Default null: the only recipe of the project's <c>attune.lock.json</c>, read when a client is started.</value>
    public string? Model
    {
        get => _model.Name;
        internal set => _model.Name = value;
    }

    /// <summary>The address of the API: <c>http://host:port/v1</c>.</summary>
    public ReferenceExpression UriExpression => ReferenceExpression.Create($"{Endpoint.Property(EndpointProperty.Url)}/v1");

    /// <inheritdoc/>
    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"Endpoint={UriExpression};Model={_model};Key={ApiKey}");

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
    [
        new("Endpoint", UriExpression),
        new("Uri", UriExpression),
        new("Key", ReferenceExpression.Create($"{ApiKey}")),
        new("ModelName", ReferenceExpression.Create($"{_model}")),
    ];
}
