using System.Globalization;
using Attune.Hosting.Commands;
using Attune.Hosting.Reports;
using Attune.Hosting.ResourceService.Wire;
using Attune.Hosting.Running;
using Google.Protobuf.WellKnownTypes;

namespace Attune.Hosting.ResourceService;

/// <summary>Turns what is known of a row into the dashboard's message.</summary>
internal sealed class ResourceMessages(RowCommands commands, IReadOnlyDictionary<string, ResourceInstance> instances)
{
    private const string HealthKey = "http";

    public Resource Of(ResourceSnapshot row)
    {
        var definition = instances[row.Name].Definition;
        var message = new Resource
        {
            Name = row.Name,
            ResourceType = row.Type,
            DisplayName = row.DisplayName,
            Uid = row.Name,
            State = RowWords.StateOf(row),
            StateStyle = StateStyle(row),
            CreatedAt = Timestamp.FromDateTimeOffset(row.CreatedAt),
            SupportsDetailedTelemetry = true,
            IconName = definition.Icon,
        };
        if (row.StartedAt is { } started)
            message.StartedAt = Timestamp.FromDateTimeOffset(started);
        if (row.StoppedAt is { } stopped)
            message.StoppedAt = Timestamp.FromDateTimeOffset(stopped);
        message.Environment.AddRange(row.Environment.Where(entry => entry.Value is not null).Select(entry => new EnvironmentVariable { Name = entry.Key, Value = entry.Value!, IsFromSpec = true }));
        message.Urls.AddRange(row.Urls.Select((url, order) => new Url
        {
            EndpointName = url.Key,
            FullUrl = url.Value,
            IsInactive = row.State != ResourceState.Running && !ReportUrls.IsReport(url.Key),
            DisplayProperties = new UrlDisplayProperties { SortOrder = order, DisplayName = url.Key },
        }));
        message.Properties.AddRange(Properties(row));
        message.Relationships.AddRange(row.DependsOn.Select(name => new ResourceRelationship { ResourceName = name, Type = "WaitFor" }));
        if (row.Parent is { } parent)
            message.Relationships.Add(new ResourceRelationship { ResourceName = parent, Type = "Parent" });
        if (definition.HealthPath is not null && row.State == ResourceState.Running)
            message.HealthReports.Add(Health(row));
        message.Commands.AddRange(commands.Of(row.Name).Select(command => Command(command, row)));
        return message;
    }

    /// <summary>The dashboard knows success, info, warning and error; no style leaves it to its own rules.</summary>
    private static string StateStyle(ResourceSnapshot row) => row.State switch
    {
        ResourceState.Failed => "error",
        ResourceState.Finished => "success",
        ResourceState.Running => "success",
        ResourceState.Stopped or ResourceState.Stopping => "warning",
        _ => "info",
    };

    private static HealthReport Health(ResourceSnapshot row)
    {
        var report = new HealthReport { Key = HealthKey, Description = row.HealthDescription ?? "not asked yet" };
        if (row.Health != ResourceHealth.Unknown)
            report.Status = row.Health == ResourceHealth.Healthy ? HealthStatus.Healthy : HealthStatus.Unhealthy;
        return report;
    }

    private static IEnumerable<ResourceProperty> Properties(ResourceSnapshot row)
    {
        var order = 0;
        foreach (var property in RowWords.PropertiesOf(row))
            yield return Property(property.Name, property.DisplayName, property.Value, property.IsHighlighted, order++);
        if (row.CommandLine is { } line)
            yield return Property("executable.args", "Command line", line, false, order++);
        if (row.ProcessId is { } id)
            yield return Property("executable.pid", "Process id", id.ToString(CultureInfo.InvariantCulture), false, order++);
        if (row.ExitCode is { } code)
            yield return Property("resource.exitCode", "Exit code", code.ToString(CultureInfo.InvariantCulture), false, order);
    }

    private static ResourceProperty Property(string name, string displayName, string value, bool isHighlighted, int order) =>
        new() { Name = name, DisplayName = displayName, Value = Value.ForString(value), IsHighlighted = isHighlighted, SortOrder = order };

    private static ResourceCommand Command(IRowCommand command, ResourceSnapshot row) => new()
    {
        Name = command.Name,
        DisplayName = command.DisplayName,
        DisplayDescription = command.Description,
        IconName = command.Icon,
        IconVariant = IconVariant.Regular,
        IsHighlighted = command.IsHighlighted,
        State = command.IsEnabled(row) ? ResourceCommandState.Enabled : ResourceCommandState.Disabled,
    };
}
