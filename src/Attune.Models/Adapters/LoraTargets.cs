using System.Text.RegularExpressions;

namespace Attune.Models;

/// <summary>Which layers an adapter changes, and with which rank and scale: PEFT's rules of matching.</summary>
internal sealed class LoraTargets
{
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromSeconds(1);

    private readonly LoraOptions _options;

    public LoraTargets(LoraOptions options)
    {
        _options = options;
        Check(options);
    }

    /// <summary>The paths the options choose, in the model's order.</summary>
    /// <param name="linear">Paths that <c>all-linear</c> means.</param>
    /// <param name="other">Paths that must be named: embedding and head.</param>
    /// <exception cref="AttuneException">ATT4152: a target matches nothing.</exception>
    public IReadOnlyList<string> Select(IReadOnlyList<string> linear, IReadOnlyList<string> other)
    {
        string[] all = [.. linear, .. other];
        if (_options.TargetPattern is { } pattern)
        {
            var matched = Array.FindAll(all, path => Matches($"^(?:{pattern})$", path));
            return matched.Length > 0 ? matched : throw Nothing(pattern, all);
        }

        foreach (var target in _options.Targets)
        {
            if (target != LoraOptions.AllLinear && !Array.Exists(all, path => EndsIn(path, target)))
                throw Nothing(target, all);
        }

        return Array.FindAll(all, path => _options.Targets.Any(target =>
            target == LoraOptions.AllLinear ? linear.Contains(path) : EndsIn(path, target)));
    }

    public int RankOf(string path) => First(_options.RankPattern, path, _options.Rank);

    public double ScaleOf(string path)
    {
        var (rank, alpha) = (RankOf(path), First(_options.AlphaPattern, path, _options.Alpha));
        return _options.RankStabilized ? alpha / Math.Sqrt(rank) : alpha / rank;
    }

    /// <summary>Whether a path is the target or ends in it after a dot.</summary>
    public static bool EndsIn(string path, string target) =>
        path == target || path.EndsWith("." + target, StringComparison.Ordinal);

    private static T First<T>(IReadOnlyList<KeyValuePair<string, T>> patterns, string path, T otherwise)
    {
        foreach (var (pattern, value) in patterns)
        {
            if (Matches($"^(.*\\.)?({pattern})$", path))
                return value;
        }

        return otherwise;
    }

    private static bool Matches(string pattern, string path)
    {
        try
        {
            return Regex.IsMatch(path, pattern, RegexOptions.CultureInvariant, PatternTimeout);
        }
        catch (ArgumentException exception)
        {
            throw new AttuneException(
                "ATT4153", $"'{pattern}' is not a regular expression: {exception.Message}.", "Correct the adapter's patterns.", inner: exception);
        }
    }

    private static AttuneException Nothing(string target, string[] all)
    {
        var names = all.Select(path => path[(path.LastIndexOf('.') + 1)..]).Distinct(StringComparer.Ordinal);
        return new AttuneException(
            "ATT4152", $"The LoRA target '{target}' matches no layer of the model.", $"The model has: {string.Join(", ", names)}.");
    }

    private static void Check(LoraOptions options)
    {
        Require(options.Rank > 0 && options.RankPattern.All(pair => pair.Value > 0), "the rank must be above 0");
        Require(double.IsFinite(options.Alpha), "alpha must be a number");
        Require(options.Dropout is >= 0 and < 1, $"the dropout is {options.Dropout}, which is not from 0 to below 1");
        Require(options.Targets.Count > 0 || options.TargetPattern is not null, "no target is named");

        static void Require(bool holds, string fact)
        {
            if (!holds)
                throw new AttuneException("ATT4153", $"The adapter's settings are wrong: {fact}.", "Correct the LoRA settings.");
        }
    }
}
