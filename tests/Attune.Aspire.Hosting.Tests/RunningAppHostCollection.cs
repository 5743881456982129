namespace Attune.Aspire.Hosting.Tests;

/// <summary>
/// AppHosts that run, one after the other: the projects they build reference the same rooms, whose files two restores at once would write.
/// </summary>
[CollectionDefinition(Name)]
public sealed class RunningAppHostCollection
{
    public const string Name = "running AppHosts";
}
