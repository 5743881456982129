using Attune.Artifacts;
using Attune.Evaluation;
using Attune.Models;
using Attune.Preparation;

namespace Attune.Evaluating;

/// <summary>Tells whether a report still holds: same answers, same held-out rows, same assertions.</summary>
internal static class EvaluationStamp
{
    private const string FileName = "evaluation.sha256";

    /// <summary>The report of an earlier evaluation with the same inputs, or null.</summary>
    public static EvaluationReport? Find<TRow>(PreparedRecipe<TRow> prepared, Artifact artifact)
    {
        var stamp = Path.Combine(artifact.Folder, FileName);
        var report = Path.Combine(artifact.Folder, "report.json");
        return File.Exists(stamp) && File.Exists(report) && File.ReadAllText(stamp).Trim() == Key(prepared, artifact)
            ? JsonReport.Read(report)
            : null;
    }

    public static void Write<TRow>(PreparedRecipe<TRow> prepared, Artifact artifact) =>
        AtomicFile.WriteText(Path.Combine(artifact.Folder, FileName), Key(prepared, artifact) + "\n");

    /// <remarks>
    /// An assertion may call any code of the project, so the module's version id stands for all of it. Builds are
    /// deterministic: the same sources have the same id.
    /// </remarks>
    private static string Key<TRow>(PreparedRecipe<TRow> prepared, Artifact artifact)
    {
        using var key = new Fingerprint();
        key.Add("before", ModelAnswers.Key(prepared, null)).Add("after", ModelAnswers.Key(prepared, artifact));
        key.Add("rows", typeof(TRow).Module.ModuleVersionId.ToString("N"));
        foreach (var row in prepared.Test)
            key.Add("ids", row.Encoded.Tokens.Ids);
        foreach (var assertion in prepared.Recipe.Assertions)
            key.Add(assertion.Name, BitConverter.GetBytes(assertion.AtLeast)).Add("code", assertion.Check.Method.Module.ModuleVersionId.ToString("N"));
        return key.ToHex();
    }
}
