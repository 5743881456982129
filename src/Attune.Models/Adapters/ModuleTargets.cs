using System.Globalization;
using System.Text.RegularExpressions;

namespace Attune.Models;

/// <summary>Which layers a method changes: PEFT's rules of matching.</summary>
internal sealed record ModuleTargets
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Layers by the end of their path, or <c>all-linear</c>.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>A regular expression for whole paths, instead of names.</summary>
    public string? Pattern { get; init; }

    /// <summary>Layers that are left out.</summary>
    public ExcludedModules? Excluded { get; init; }

    /// <summary>The blocks that names are looked for in.</summary>
    public TransformedLayers? Layers { get; init; }

    /// <summary>Modules trained whole, which no adapter changes.</summary>
    public IReadOnlyList<string> ModulesToSave { get; init; } = [];

    /// <summary>The paths that are chosen, in the model's order.</summary>
    /// <param name="linear">Paths that <c>all-linear</c> means.</param>
    /// <param name="other">Paths that must be named: embedding and head.</param>
    /// <exception cref="AttuneException">ATT4152: a target matches nothing. ATT4153: no target is named, or a pattern is wrong.</exception>
    public IReadOnlyList<string> Select(IReadOnlyList<string> linear, IReadOnlyList<string> other)
    {
        if (Names.Count == 0 && Pattern is null)
            throw Wrong("no target is named");
        string[] all = [.. linear, .. other];
        if (Pattern is null && Names.FirstOrDefault(target => target != LoraOptions.AllLinear && !Array.Exists(all, path => EndsIn(path, target))) is { } none)
            throw Nothing(none, all);
        var linearSet = linear.ToHashSet(StringComparer.Ordinal);
        var chosen = Array.FindAll(all, path => IsNamed(path, linearSet) && !IsLeftOut(path));
        return chosen.Length > 0 ? chosen : throw Nothing(Pattern ?? string.Join(", ", Names), all);
    }

    /// <summary>The hosts of a model that are chosen.</summary>
    public List<IAdapterHost> Select(IAdaptableModel model)
    {
        var hosts = AdapterHosts.Of(model).ToList();
        var linear = model.LinearLayers.Concat(ClassifierModules.Before(model)).Select(layer => layer.Name).ToList();
        var targets = this with { ModulesToSave = ClassifierModules.With(model, ModulesToSave) };
        var chosen = targets.Select(linear, hosts.ConvertAll(host => host.Name).FindAll(name => !linear.Contains(name))).ToHashSet(StringComparer.Ordinal);
        return hosts.FindAll(host => chosen.Contains(host.Name));
    }

    /// <summary>Whether a path is the target or ends in it after a dot.</summary>
    public static bool EndsIn(string path, string target) =>
        path == target || path.EndsWith("." + target, StringComparison.Ordinal);

    /// <exception cref="AttuneException">ATT4153: not a regular expression.</exception>
    public static bool Matches(string pattern, string path) => Match(pattern, path).Success;

    /// <exception cref="AttuneException">ATT4153: not a regular expression.</exception>
    public static Match Match(string pattern, string path)
    {
        try
        {
            return Regex.Match(path, pattern, RegexOptions.CultureInvariant, PatternTimeout);
        }
        catch (ArgumentException exception)
        {
            throw new AttuneException(
                "ATT4153", $"'{pattern}' is not a regular expression: {exception.Message}.", "Correct the adapter's patterns.", inner: exception);
        }
    }

    /// <summary>The error for settings that contradict themselves.</summary>
    public static AttuneException Wrong(string fact) =>
        new("ATT4153", $"The adapter's settings are wrong: {fact}.", "Correct the adapter's settings.");

    private bool IsNamed(string path, HashSet<string> linear)
    {
        if (Pattern is { } pattern)
            return Matches($"^(?:{pattern})$", path);
        return Names.Any(target => target == LoraOptions.AllLinear ? linear.Contains(path) : EndsIn(path, target)) && Layers?.Contains(path) != false;
    }

    private bool IsLeftOut(string path) =>
        Excluded?.Contains(path) == true
        || ModulesToSave.Any(module => $".{path}.".Contains($".{module}.", StringComparison.Ordinal));

    private static AttuneException Nothing(string target, string[] all)
    {
        var names = all.Select(path => path[(path.LastIndexOf('.') + 1)..]).Distinct(StringComparer.Ordinal);
        return new AttuneException(
            "ATT4152", $"The target '{target}' matches no layer of the model.", $"The model has: {string.Join(", ", names)}.");
    }
}

/// <summary>Layers that an adapter leaves out (<c>exclude_modules</c>).</summary>
/// <param name="Names">By the end of their path.</param>
/// <param name="Pattern">A regular expression for whole paths, instead of names.</param>
public sealed record ExcludedModules(IReadOnlyList<string> Names, string? Pattern = null)
{
    internal bool Contains(string path) => Pattern is { } pattern
        ? ModuleTargets.Matches($"^(?:{pattern})$", path)
        : Names.Any(name => ModuleTargets.EndsIn(path, name));
}

/// <summary>The blocks that an adapter changes (<c>layers_to_transform</c>, <c>layers_pattern</c>). It narrows targets by name, not a regular expression.</summary>
/// <param name="Indices">Their numbers, from 0.</param>
/// <param name="Patterns">The name of the list of blocks, such as <c>layers</c>, where a path has several numbers; may be empty.</param>
public sealed record TransformedLayers(IReadOnlyList<int> Indices, IReadOnlyList<string> Patterns)
{
    internal bool Contains(string path)
    {
        var patterns = Patterns.Count == 0 ? ["[^.]*"] : Patterns;
        foreach (var pattern in patterns)
        {
            var match = ModuleTargets.Match($@"^.*\.{pattern}\.(\d+)\.", path);
            if (match.Success)
                return int.TryParse(match.Groups[^1].Value, CultureInfo.InvariantCulture, out var index) && Indices.Contains(index);
        }

        return false;
    }
}
