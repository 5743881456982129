using System.CommandLine;
using System.Globalization;
using Attune.Artifacts;
using Attune.Definitions;
using Attune.Evaluating;
using Attune.Evaluation;
using Attune.Preparation;
using Attune.Telemetry;
using Attune.Terminal;

namespace Attune.Verbs;

/// <summary>Evaluates the tuned model without ever training.</summary>
internal sealed class EvaluateVerb : IVerb
{
    public string Name => "evaluate";

    public string Description => "Runs the assertions on the tuned model's answers and writes the report. Example: evaluate --recipe QueryModel";

    public void Declare(Command command)
    {
    }

    public Task<bool> RunAsync<TRow>(RecipeDefinition<TRow> recipe, VerbContext context)
    {
        var report = Evaluate(recipe, context, out var artifact);
        Show(report, artifact, context);
        Tell(report, artifact, RunOutcome.Evaluated, "Evaluated.", context);
        return Task.FromResult(Judge(recipe, report, context));
    }

    /// <summary>Runs the assertions and writes the report.</summary>
    /// <exception cref="AttuneException">The recipe has not been tuned as it is now.</exception>
    public static EvaluationReport Evaluate<TRow>(RecipeDefinition<TRow> recipe, VerbContext context, out Artifact artifact)
    {
        using var prepared = RecipePreparation.Prepare(recipe, context.Project, context.Warnings, context.Events, PreparationUse.Evaluation);
        PreparationFacts.Show(prepared, context);
        var store = new ArtifactStore(context.Project.Directory);
        artifact = store.Find(recipe.Name, prepared.Inputs) ?? throw new AttuneException(
            "ATT4313", $"{recipe.Name} has not been tuned with these rows, template, options and base model.", "Build the target Tune first.",
            recipe.Place.File, recipe.Place.Line, recipe.Place.Column);
        var report = Evaluator.Evaluate(prepared, artifact, store, context);
        EvaluationStamp.Write(prepared, artifact);
        return report;
    }

    /// <summary>Prints the table and where everything is.</summary>
    public static void Show(EvaluationReport report, Artifact artifact, VerbContext context)
    {
        AssertionTable.Write(context.Screen, report);
        foreach (var measure in report.Measures)
            context.Screen.Line($"  {measure.Name}: {measure.Value}");
        context.Screen.Fact("artifact", artifact.Folder);
        context.Screen.Fact("report", ReportOf(artifact));
        context.Screen.Fact("lock file", LockOf(context));
    }

    /// <summary>Tells listeners how it ended; the outcome is that of a run whose assertions all hold.</summary>
    public static void Tell(EvaluationReport report, Artifact artifact, string outcome, string message, VerbContext context)
    {
        context.Events.Assertions(report);
        context.Events.Publish(new ArtifactEvent(report.Recipe, artifact.Folder, ReportOf(artifact), LockOf(context)));
        context.Events.Ended(report, outcome, message);
    }

    private static string ReportOf(Artifact artifact) => Path.Combine(artifact.Folder, "report.html");

    private static string LockOf(VerbContext context) => Path.Combine(context.Project.Directory, LockFile.FileName);

    /// <summary>An assertion below its threshold is an error at its attribute.</summary>
    public static bool Judge<TRow>(RecipeDefinition<TRow> recipe, EvaluationReport report, VerbContext context)
    {
        foreach (var (assertion, summary) in recipe.Assertions.Zip(report.Assertions).Where(pair => !pair.Second.Passed))
        {
            var fact = string.Create(
                CultureInfo.InvariantCulture,
                $"{assertion.Name} holds for {summary.After.Passed} of {summary.After.Total} held-out rows ({ReportFormat.Percent(summary.After.Share)}), and {ReportFormat.Percent(summary.AtLeast)} are asked for.");
            context.Screen.Error.WriteLine(new AttuneException(
                "ATT4312", fact, "The report shows the failing rows; add rows like them, train longer, or lower AtLeast.",
                assertion.Place.File, assertion.Place.Line, assertion.Place.Column).ToString());
        }

        return report.Passed;
    }
}
