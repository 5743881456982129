using System.Globalization;
using System.Text.RegularExpressions;

namespace Attune.Models;

/// <summary>Partial training: some of the base's own weights are trained, the others frozen.</summary>
public static partial class PartialTraining
{
    /// <summary>Marks the model's parameters as trainable or frozen.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">Which.</param>
    /// <exception cref="AttuneException">
    /// ATT4152: an expression matches no parameter. ATT4153: an expression is wrong, there are fewer blocks, or nothing is left
    /// to train.
    /// </exception>
    public static void Apply(ICausalLanguageModel model, PartialTrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        var trained = Choose([.. model.Parameters.Select(parameter => parameter.Name)], model.Configuration.LayerCount, options);
        foreach (var parameter in model.Parameters)
            parameter.Trainable = trained.Contains(parameter.Name);
    }

    /// <summary>The names of the parameters that are trained.</summary>
    internal static IReadOnlySet<string> Choose(IReadOnlyList<string> names, int layers, PartialTrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.LastLayers < 0 || options.LastLayers > layers)
            throw ModuleTargets.Wrong($"the last {options.LastLayers} blocks are to be trained, and there are {layers}");
        foreach (var pattern in options.Train.Concat(options.Freeze))
        {
            if (!names.Any(name => Matches(pattern, name)))
                throw new AttuneException("ATT4152", $"'{pattern}' matches no parameter of the model.", $"Parameters are named like {names[0]} and {names[^1]}.");
        }

        var chosen = names
            .Where(name => IsChosen(name, layers, options) && !options.Freeze.Any(pattern => Matches(pattern, name)))
            .ToHashSet(StringComparer.Ordinal);
        return chosen.Count > 0 ? chosen : throw ModuleTargets.Wrong("everything is frozen, and nothing is left to train");
    }

    private static bool IsChosen(string name, int layers, PartialTrainingOptions options)
    {
        if (options.LastLayers == 0 && options.Train.Count == 0)
            return true;
        var block = Block().Match(name);
        return (block.Success && int.Parse(block.Groups[1].Value, CultureInfo.InvariantCulture) >= layers - options.LastLayers)
            || options.Train.Any(pattern => Matches(pattern, name));
    }

    private static bool Matches(string pattern, string name) => ModuleTargets.Matches($"^(?:{pattern})$", name);

    /// <summary>The first number in a path is that of the block.</summary>
    [GeneratedRegex(@"\.(\d{1,6})\.", RegexOptions.CultureInvariant)]
    private static partial Regex Block();
}
