using System.Globalization;
using Attune.Evaluation;
using Attune.Preparation;
using Attune.Text.Datasets.Checks;
using Attune.Text.Datasets.Checks.Severities;
using Attune.Verbs;

namespace Attune.Terminal;

/// <summary>Rows, token lengths and template facts, for the terminal and for the report.</summary>
internal static class PreparationFacts
{
    /// <summary>Prints the facts and what the row checks found.</summary>
    /// <param name="prepared">The recipe.</param>
    /// <param name="context">Where to.</param>
    /// <param name="findings">Whether each finding is shown, or only how many there are.</param>
    public static void Show<TRow>(PreparedRecipe<TRow> prepared, VerbContext context, bool findings = false)
    {
        context.Screen.Heading(prepared.Recipe.Name);
        foreach (var fact in Of(prepared, context.Project))
            context.Screen.Fact(fact.Name, fact.Value);
        foreach (var line in findings ? prepared.Checks.Lines() : [])
            context.Screen.Error.WriteLine(line);
    }

    public static IReadOnlyList<ReportFact> Of<TRow>(PreparedRecipe<TRow> prepared, ProjectPlace project)
    {
        var figures = prepared.Checks.Statistics;
        var stopText = string.Join(", ", prepared.Encoder.StopTokenIds.Order().Select(id => prepared.Encoder.Tokenizer.IdToToken(id)));
        var dataset = prepared.Recipe.Dataset;
        var files = dataset.TestPath is null ? dataset.Path : $"{dataset.Path}, {dataset.TestPath}";
        return
        [
            new("base", string.Create(CultureInfo.InvariantCulture, $"{prepared.Recipe.Options.Base}, context {prepared.ContextLength} tokens")),
            new("rows", string.Create(CultureInfo.InvariantCulture, $"{figures.TrainRows:N0} train, {figures.TestRows:N0} held out ({files})")),
            new("tokens", string.Create(
                CultureInfo.InvariantCulture,
                $"{Lengths(figures.Whole)}; {figures.SupervisedShare:P0} supervised; {figures.TooLongRows:N0} rows cut")),
            new("  prompt", Lengths(figures.Prompt)),
            new("  answer", Lengths(figures.Answer)),
            new("template", string.Create(
                CultureInfo.InvariantCulture,
                $"{figures.MismatchedRows:N0} mismatches between training and inference; stop token {stopText} supervised in {figures.StoppedRows:N0} of {figures.Rows:N0} rows")),
            new("checks", string.Create(
                CultureInfo.InvariantCulture,
                $"{Count(prepared, RuleSeverity.Warning):N0} warnings, {Count(prepared, RuleSeverity.Suggestion):N0} suggestions")),
        ];
    }

    private static string Lengths(TokenLengths lengths) =>
        string.Create(CultureInfo.InvariantCulture, $"p50 {lengths.Median}, p95 {lengths.Percentile95}, max {lengths.Longest}");

    private static int Count<TRow>(PreparedRecipe<TRow> prepared, RuleSeverity severity) =>
        prepared.Checks.Count(severity);
}
