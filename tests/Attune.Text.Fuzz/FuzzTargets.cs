using Attune.Text.Fuzz.Targets;

namespace Attune.Text.Fuzz;

/// <summary>Everything that reads what others wrote.</summary>
public static class FuzzTargets
{
    public static IReadOnlyList<IFuzzTarget> All { get; } =
    [
        new TemplateTarget(),
        new TokenizerFileTarget(),
        new DatasetTarget("jsonl", DatasetFormat.JsonLines),
        new DatasetTarget("json", DatasetFormat.Json),
        new DatasetTarget("csv", DatasetFormat.Csv),
        new DatasetTarget("tsv", DatasetFormat.Tsv),
    ];
}
