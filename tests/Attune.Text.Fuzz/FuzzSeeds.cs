namespace Attune.Text.Fuzz;

/// <summary>The seeds of a target: one per file of <c>Seeds/</c>, whose folder is the target's name.</summary>
internal static class FuzzSeeds
{
    public static IReadOnlyList<byte[]> Of(string target)
    {
        var assembly = typeof(FuzzSeeds).Assembly;
        var seeds = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(target + "/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                using var copy = new MemoryStream();
                stream.CopyTo(copy);
                return copy.ToArray();
            })
            .ToList();
        return seeds.Count > 0 ? seeds : throw new InvalidOperationException($"The target '{target}' has no seeds: put files into Seeds/{target}.");
    }
}
