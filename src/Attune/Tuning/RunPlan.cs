namespace Attune.Tuning;
internal static class RunPlan { public static IEnumerable<Attune.Evaluation.ReportFact> Of<TRow>(Preparation.PreparedRecipe<TRow> p, Verbs.VerbContext c) => []; }
