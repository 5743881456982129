namespace Attune.Hosting.Declarations;

/// <summary>Resources that wait for each other would wait for ever.</summary>
internal static class DependencyCheck
{
    /// <exception cref="HostingException">There is a circle.</exception>
    public static void Run(IReadOnlyList<ResourceDefinition> definitions)
    {
        var byName = definitions.ToDictionary(definition => definition.Name, StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var definition in definitions)
            Visit(definition, byName, done, []);
    }

    private static void Visit(ResourceDefinition definition, Dictionary<string, ResourceDefinition> byName, HashSet<string> done, List<string> path)
    {
        if (done.Contains(definition.Name))
            return;
        var at = path.IndexOf(definition.Name);
        path.Add(definition.Name);
        if (at >= 0)
        {
            throw new HostingException(
                "ATT4402", $"Resources wait for each other in a circle: {string.Join(" waits for ", path[at..])}.", "Take away one WaitFor or WaitForCompletion.");
        }

        foreach (var dependency in definition.Dependencies)
        {
            if (!byName.TryGetValue(dependency.On, out var other))
            {
                throw new HostingException(
                    "ATT4402", $"{definition.Name} waits for {dependency.On}, which is a resource of another host.", "Wait for resources of the same builder.");
            }

            Visit(other, byName, done, path);
        }

        path.RemoveAt(path.Count - 1);
        done.Add(definition.Name);
    }
}
