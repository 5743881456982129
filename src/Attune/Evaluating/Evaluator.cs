using System.Globalization;
using Attune.Artifacts;
using Attune.Evaluation;
using Attune.Preparation;
using Attune.Telemetry;
using Attune.Terminal;
using Attune.Verbs;

namespace Attune.Evaluating;

/// <summary>Asks base and tuned model the held-out rows, runs the assertions on both, and writes the report.</summary>
internal static class Evaluator
{
    public static EvaluationReport Evaluate<TRow>(PreparedRecipe<TRow> prepared, Artifact artifact, ArtifactStore store, VerbContext context)
    {
        context.Events.Phase(prepared.Recipe.Name, RunPhase.Base);
        var before = ModelAnswers.Get(prepared, null, store.RecipeFolder(prepared.Recipe.Name), context);
        context.Events.Phase(prepared.Recipe.Name, RunPhase.Tuned);
        var after = ModelAnswers.Get(prepared, artifact, artifact.Folder, context);
        context.Events.Phase(prepared.Recipe.Name, RunPhase.Evaluate);
        var summaries = new List<AssertionSummary>();
        var reasons = new List<ReportFact>[prepared.Test.Count];
        foreach (var assertion in prepared.Recipe.Assertions)
        {
            var passedBefore = new bool[prepared.Test.Count];
            var passedAfter = new bool[prepared.Test.Count];
            for (var i = 0; i < prepared.Test.Count; i++)
            {
                passedBefore[i] = AssertionVerdict.Of(assertion.Check, prepared.Test[i].Row, before[i]).Passed;
                var verdict = AssertionVerdict.Of(assertion.Check, prepared.Test[i].Row, after[i]);
                passedAfter[i] = verdict.Passed;
                if (!verdict.Passed)
                    (reasons[i] ??= []).Add(new ReportFact(assertion.Name, verdict.Reason ?? "failed"));
            }

            summaries.Add(AssertionSummary.Of(assertion.Name, assertion.AtLeast, passedBefore, passedAfter));
        }

        var curves = MetricsCurves.Read(Path.Combine(artifact.Folder, Tuning.Tuner.MetricsFileName));
        var report = new EvaluationReport
        {
            Recipe = prepared.Recipe.Name,
            Base = prepared.Recipe.Options.Base,
            CreatedAt = context.Screen.Time.GetUtcNow(),
            Facts = [.. PreparationFacts.Of(prepared, context.Project), .. TrainingFacts(artifact, context.Project)],
            Assertions = summaries,
            Measures = LabelMeasures.Of(prepared, before, after),
            TrainingLoss = curves.Training,
            ValidationLoss = curves.Validation,
            Failures = Failures(prepared, after, reasons, context.Project),
        };
        MarkdownReport.Write(report, Path.Combine(artifact.Folder, "report.md"));
        HtmlReport.Write(report, Path.Combine(artifact.Folder, "report.html"));
        JsonReport.Write(report, Path.Combine(artifact.Folder, "report.json"));
        return report;
    }

    private static IEnumerable<ReportFact> TrainingFacts(Artifact artifact, ProjectPlace project)
    {
        var manifest = artifact.Manifest;
        yield return new("training", string.Create(
            CultureInfo.InvariantCulture,
            $"{manifest.Steps:N0} steps, {manifest.TrainedTokens:N0} tokens, {manifest.TrainSeconds:0} s, final loss {manifest.FinalLoss:0.000}"));
        yield return new("artifact", project.Show(artifact.Folder));
        yield return new("weights", "sha256 " + manifest.Weights);
    }

    private static List<FailingExample> Failures<TRow>(
        PreparedRecipe<TRow> prepared, IReadOnlyList<Completion> answers, List<ReportFact>?[] reasons, ProjectPlace project)
    {
        var failures = new List<FailingExample>();
        for (var i = 0; i < reasons.Length; i++)
        {
            if (reasons[i] is not { } found)
                continue;
            var row = prepared.Test[i].Encoded;
            var prompt = row.Conversation.Messages.LastOrDefault(message => message.Role == "user")?.Content ?? "";
            failures.Add(new FailingExample($"{project.Show(row.File)}({row.Line})", prompt, row.Answer, answers[i].Text, found));
        }

        return failures;
    }
}
