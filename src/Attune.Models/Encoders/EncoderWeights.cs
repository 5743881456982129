namespace Attune.Models;

/// <summary>
/// Finds an encoder's weights in files of other heads and older programs: with or without the encoder's prefix, and with
/// <c>gamma</c> and <c>beta</c> of norms.
/// </summary>
internal static class EncoderWeights
{
    /// <summary>Points parameters to the names that files have for them.</summary>
    public static void Match(IEnumerable<DeclaredWeight> declared, IWeightFiles files, EncoderFamily family)
    {
        foreach (var (parameter, _) in declared)
            parameter.StoredName = Find(parameter.Name, files, family) ?? parameter.Name;
    }

    /// <summary>The name under which files have a weight, or null.</summary>
    public static string? Find(string name, IWeightFiles files, EncoderFamily family) =>
        Spellings(name, family).FirstOrDefault(spelling => files.Find(spelling) is not null);

    /// <summary>Whether a name is one of the encoder's own, and of no head.</summary>
    /// <param name="name">The name in a file.</param>
    /// <param name="family">The family.</param>
    /// <param name="hasHead">Whether the file has a head, and so a prefix.</param>
    public static bool IsOfBody(string name, EncoderFamily family, bool hasHead) =>
        !hasHead || name.StartsWith(family.Prefix + ".", StringComparison.Ordinal);

    /// <summary>Whether files may hold a name without need.</summary>
    public static bool IsSurplus(string name, EncoderFamily family) =>
        family.Surplus.Any(end => name.EndsWith(end, StringComparison.Ordinal));

    private static IEnumerable<string> Spellings(string name, EncoderFamily family)
    {
        var prefix = family.Prefix + ".";
        var other = name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : prefix + name;
        return [name, Older(name), other, Older(other)];
    }

    private static string Older(string name) => name
        .Replace("LayerNorm.weight", "LayerNorm.gamma", StringComparison.Ordinal)
        .Replace("LayerNorm.bias", "LayerNorm.beta", StringComparison.Ordinal);
}
