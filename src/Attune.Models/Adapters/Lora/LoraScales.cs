namespace Attune.Models;

/// <summary>The rank and the scale of each layer's update; patterns match the end of a path, the first one wins.</summary>
internal sealed class LoraScales
{
    private readonly LoraOptions _options;

    /// <exception cref="AttuneException">ATT4153: a setting is out of range.</exception>
    public LoraScales(LoraOptions options)
    {
        _options = options;
        Require(options.Rank > 0 && options.RankPattern.All(pair => pair.Value > 0), "the rank must be above 0");
        Require(double.IsFinite(options.Alpha) && options.AlphaPattern.All(pair => double.IsFinite(pair.Value)), "alpha must be a number");
        Require(options.Dropout is >= 0 and < 1, $"the dropout is {options.Dropout}, which is not from 0 to below 1");

        static void Require(bool holds, string fact)
        {
            if (!holds)
                throw ModuleTargets.Wrong(fact);
        }
    }

    public int RankOf(string path) => First(_options.RankPattern, path, _options.Rank);

    public double ScaleOf(string path)
    {
        var (rank, alpha) = (RankOf(path), First(_options.AlphaPattern, path, _options.Alpha));
        return _options.RankStabilized ? alpha / Math.Sqrt(rank) : alpha / rank;
    }

    private static T First<T>(IReadOnlyList<KeyValuePair<string, T>> patterns, string path, T otherwise)
    {
        foreach (var (pattern, value) in patterns)
        {
            if (ModuleTargets.Matches($"^(.*\\.)?({pattern})$", path))
                return value;
        }

        return otherwise;
    }
}
