using System.Globalization;
using Attune.Models;

namespace Attune;

/// <summary>Tunes low-rank adapters (Hu et al. 2021, arXiv:2106.09685) and leaves the base weights as they are. Without a method, all weights are tuned.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LoraAttribute : Attribute, ITuningMethod
{
    /// <summary>The rank r of the update.</summary>
    /// <value>8 by default, as in PEFT.</value>
    public int Rank { get; set; } = 8;

    /// <summary>The update is scaled by Alpha / Rank.</summary>
    /// <value>0 by default: twice the rank.</value>
    public double Alpha { get; set; }

    /// <summary>The probability that an input of the update is dropped in training.</summary>
    /// <value>0 by default.</value>
    public double Dropout { get; set; }

    /// <summary>The names of the linear layers that get an update, such as <c>q_proj</c>.</summary>
    /// <value>Empty by default: all linear layers of all blocks.</value>
    public string[] Targets { get; set; } = [];

    /// <summary>A regular expression for whole layer paths, instead of <see cref="Targets"/>.</summary>
    /// <value>Null by default.</value>
    public string? TargetPattern { get; set; }

    /// <summary>The names of layers that are left out.</summary>
    /// <value>Empty by default.</value>
    public string[] Excluded { get; set; } = [];

    /// <summary>The numbers of the blocks, from 0, whose layers get an update.</summary>
    /// <value>Empty by default: all blocks.</value>
    public int[] Layers { get; set; } = [];

    /// <summary>Whether the update is scaled by Alpha / sqrt(Rank) instead (rsLoRA, arXiv:2312.03732), which suits high ranks.</summary>
    /// <value>False by default.</value>
    public bool RankStabilized { get; set; }

    /// <summary>Whether magnitudes are trained apart from directions (DoRA, arXiv:2402.09353): a little better, and slower.</summary>
    /// <value>False by default.</value>
    public bool WeightDecomposed { get; set; }

    /// <summary>Other ranks, as <c>pattern=rank</c>: the pattern is a regular expression for the end of a layer's path, the first match wins.</summary>
    /// <value>Empty by default.</value>
    public string[] RankPattern { get; set; } = [];

    /// <summary>Other alphas, as <c>pattern=alpha</c>, in the same way.</summary>
    /// <value>Empty by default.</value>
    public string[] AlphaPattern { get; set; } = [];

    /// <summary>The biases of the base that are tuned too.</summary>
    /// <value><see cref="TrainedBiases.None"/> by default.</value>
    public TrainedBiases Biases { get; set; }

    /// <summary>Modules that are tuned whole and saved with the adapter, such as <c>lm_head</c>.</summary>
    /// <value>Empty by default.</value>
    public string[] TrainedModules { get; set; } = [];

    /// <summary>Options that are as they were before there were others are not named, so that hashes stay.</summary>
    IEnumerable<(string Name, object Value)> ITuningMethod.Options =>
    [
        (nameof(Rank), Rank),
        (nameof(Alpha), Alpha),
        (nameof(Dropout), Dropout),
        (nameof(Targets), string.Join(',', Targets)),
        .. new (string Name, object Value, bool IsSet)[]
        {
            (nameof(TargetPattern), TargetPattern ?? "", TargetPattern is not null),
            (nameof(Excluded), string.Join(',', Excluded), Excluded.Length > 0),
            (nameof(Layers), string.Join(',', Layers), Layers.Length > 0),
            (nameof(RankStabilized), true, RankStabilized),
            (nameof(WeightDecomposed), true, WeightDecomposed),
            (nameof(RankPattern), string.Join('\n', RankPattern), RankPattern.Length > 0),
            (nameof(AlphaPattern), string.Join('\n', AlphaPattern), AlphaPattern.Length > 0),
            (nameof(Biases), Biases, Biases != TrainedBiases.None),
            (nameof(TrainedModules), string.Join(',', TrainedModules), TrainedModules.Length > 0),
        }.Where(option => option.IsSet).Select(option => (option.Name, option.Value)),
    ];

    IAdapterOptions ITuningMethod.Adapter(TuningTarget target) =>
        new LoraOptions(Rank, Alpha > 0 ? Alpha : 2 * Rank, Dropout, Targets.Length == 0 && TargetPattern is null ? [LoraOptions.AllLinear] : Targets)
        {
            TargetPattern = TargetPattern,
            Excluded = Excluded.Length == 0 ? null : new ExcludedModules(Excluded),
            Layers = Layers.Length == 0 ? null : new TransformedLayers(Layers, []),
            RankStabilized = RankStabilized,
            WeightDecomposed = WeightDecomposed,
            RankPattern = Pairs(nameof(RankPattern), RankPattern, text => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture)),
            AlphaPattern = Pairs(nameof(AlphaPattern), AlphaPattern, text => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)),
            Biases = Biases,
            ModulesToSave = TrainedModules,
            TrainedTokens = target.TrainedRows,
        };

    /// <summary>A pattern may hold '=' itself; the number comes after the last one.</summary>
    private static KeyValuePair<string, T>[] Pairs<T>(string option, string[] pairs, Func<string, T> read)
    {
        return Array.ConvertAll(pairs, pair =>
        {
            var split = pair.LastIndexOf('=');
            try
            {
                return new KeyValuePair<string, T>(pair[..Math.Max(split, 0)], read(pair[(split + 1)..]));
            }
            catch (Exception mistake) when (mistake is FormatException or OverflowException)
            {
                throw new AttuneException("ATT4153", $"The adapter's settings are wrong: {option} has '{pair}'.", "Write pattern=number, such as \"v_proj=16\".", inner: mistake);
            }
        });
    }
}
