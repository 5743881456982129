using Attune.Models.Fuzz.Targets;
using Attune.Text.Fuzz.Targets;

namespace Attune.Models.Fuzz;

/// <summary>Every reader of model files.</summary>
public static class ModelFuzzTargets
{
    public static IReadOnlyList<IFuzzTarget> All { get; } = [new SafetensorsTarget(), new GgufTarget(), new ConfigurationTarget()];
}
