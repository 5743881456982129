using Attune.Text.Fuzz.Targets;

namespace Attune.Text.Fuzz;

/// <summary>The seeds of a target: one per file of <c>Seeds/</c>, whose folder is the target's name.</summary>
public static class FuzzSeeds
{
    /// <summary>The seeds in the assembly that the target is of.</summary>
    public static IReadOnlyList<byte[]> Of(IFuzzTarget tried)
    {
        ArgumentNullException.ThrowIfNull(tried);
        var (assembly, target) = (tried.GetType().Assembly, tried.Name);
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
