using System.Globalization;
using Attune.Evaluation;
using Attune.Preparation;
using Attune.Verbs;

namespace Attune.Terminal;

/// <summary>Rows, token lengths and template facts, for the terminal and for the report.</summary>
internal static class PreparationFacts
{
    public static void Show<TRow>(PreparedRecipe<TRow> prepared, VerbContext context)
    {
        context.Screen.Heading(prepared.Recipe.Name);
        foreach (var fact in Of(prepared, context.Project))
            context.Screen.Fact(fact.Name, fact.Value);
        foreach (var warning in prepared.Warnings)
            context.Screen.Error.WriteLine(warning);
    }

    public static IReadOnlyList<ReportFact> Of<TRow>(PreparedRecipe<TRow> prepared, ProjectPlace project)
    {
        var rows = prepared.Train.Concat(prepared.Test).Select(row => row.Encoded).ToList();
        var lengths = rows.ConvertAll(row => row.Tokens.Ids.Length);
        lengths.Sort();
        long tokens = lengths.Sum(), supervised = rows.Sum(row => row.LossMask.LongCount(target => target));
        var mismatches = rows.Count(row => !row.Tokens.Ids.AsSpan().StartsWith(row.PromptTokens));
        var stops = rows.Count(row => EndsWithSupervisedStop(row, prepared.Encoder.StopTokenIds));
        var stopText = string.Join(", ", prepared.Encoder.StopTokenIds.Order().Select(id => prepared.Encoder.Tokenizer.IdToToken(id)));
        var dataset = prepared.Recipe.Dataset;
        var files = dataset.TestPath is null ? dataset.Path : $"{dataset.Path}, {dataset.TestPath}";
        return
        [
            new("base", string.Create(CultureInfo.InvariantCulture, $"{prepared.Recipe.Options.Base}, context {prepared.ContextLength} tokens")),
            new("rows", string.Create(CultureInfo.InvariantCulture, $"{prepared.Train.Count:N0} train, {prepared.Test.Count:N0} held out ({files})")),
            new("tokens", string.Create(
                CultureInfo.InvariantCulture,
                $"p50 {Percentile(lengths, 0.5)}, p95 {Percentile(lengths, 0.95)}, max {lengths[^1]}; {(double)supervised / tokens:P0} supervised; 0 rows cut")),
            new("template", string.Create(
                CultureInfo.InvariantCulture,
                $"{mismatches:N0} mismatches between training and inference; stop token {stopText} supervised in {stops:N0} of {rows.Count:N0} rows")),
        ];
    }

    private static bool EndsWithSupervisedStop(Text.Datasets.Checks.EncodedRow row, IReadOnlySet<int> stopTokenIds)
    {
        var last = Array.LastIndexOf(row.LossMask, true);
        return last >= 0 && stopTokenIds.Contains(row.Tokens.Ids[last]);
    }

    /// <summary>The smallest length that at least this share of rows does not exceed (nearest rank).</summary>
    private static int Percentile(List<int> sorted, double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];
}
