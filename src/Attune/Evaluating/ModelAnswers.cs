using System.Text.Json;
using Attune.Artifacts;
using Attune.Evaluation;
using Attune.Models;
using Attune.Preparation;
using Attune.Tensors;
using Attune.Verbs;

namespace Attune.Evaluating;

/// <summary>
/// What a model answers on the held-out rows. Kept in a file named by the hash of model and prompts, so that a changed
/// assertion is evaluated without generating again.
/// </summary>
internal static class ModelAnswers
{
    /// <param name="prepared">The recipe.</param>
    /// <param name="artifact">The tuned model, or null for the base model.</param>
    /// <param name="folder">Where the file is kept.</param>
    /// <param name="context">Threads, screen, cancellation.</param>
    public static IReadOnlyList<Completion> Get<TRow>(PreparedRecipe<TRow> prepared, Artifact? artifact, string folder, VerbContext context)
    {
        var path = Path.Combine(folder, $"answers-{Key(prepared, artifact)[..12]}.jsonl");
        if (TryRead(path, prepared.Test.Count) is { } known)
            return known;
        var label = artifact is null ? "base" : "tuned";
        var answers = Generate(prepared, artifact, label, context);
        AtomicFile.WriteText(path, string.Concat(answers.Select(answer =>
            JsonSerializer.Serialize(new StoredAnswer(answer.Text, answer.FinishReason), AnswersJson.Default.StoredAnswer) + "\n")));
        return answers;
    }

    public static string Key<TRow>(PreparedRecipe<TRow> prepared, Artifact? artifact)
    {
        using var key = new Fingerprint();
        key.Add("model", artifact is null ? prepared.Inputs.Base : artifact.Manifest.Weights).Add("tool", prepared.Inputs.Tool);
        foreach (var (name, value) in artifact is null ? RecipeTokens.Options(prepared.Recipe) : [])
            key.Add(name, value); // the base model has untrained rows for them
        key.Add("limit", [prepared.Recipe.Options.MaxNewTokens, .. prepared.Encoder.StopTokenIds.Order()]);
        foreach (var row in prepared.Test)
            key.Add("prompt", row.Encoded.PromptTokens);
        return key.ToHex();
    }

    private static List<Completion> Generate<TRow>(PreparedRecipe<TRow> prepared, Artifact? artifact, string label, VerbContext context)
    {
        using var backend = new CpuBackend(context.Threads);
        var model = TunedWeights.Load(prepared.Base, artifact, backend);
        var generator = new TextGenerator(model, prepared.Encoder.Tokenizer);
        var options = new GenerationOptions { MaxNewTokens = prepared.Recipe.Options.MaxNewTokens, StopTokens = [.. prepared.Encoder.StopTokenIds] };
        var prompts = prepared.Test.Select(row => row.Encoded.PromptTokens).ToList();
        var progress = context.Screen.Progress(label);
        var done = 0;
        var results = generator.Generate(
            prompts, options, _ => progress.Show(++done, prompts.Count, () => $"{done}/{prompts.Count} held-out rows answered"), context.Cancellation);
        progress.End();
        return [.. results.Select(result => new Completion(result.Text, result.Reason is FinishReason.StopToken or FinishReason.StopString ? "stop" : "length"))];
    }

    private static List<Completion>? TryRead(string path, int rows)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            var answers = File.ReadLines(path)
                .Select(line => JsonSerializer.Deserialize(line, AnswersJson.Default.StoredAnswer)!)
                .Select(answer => new Completion(answer.Text, answer.FinishReason)).ToList();
            return answers.Count == rows ? answers : null;
        }
        catch (JsonException)
        {
            // Written atomically, so a broken file was edited; answering again mends it.
            return null;
        }
    }
}

/// <summary>One line of the file of answers.</summary>
internal sealed record StoredAnswer(string Text, string? FinishReason);

[System.Text.Json.Serialization.JsonSourceGenerationOptions(PropertyNamingPolicy = System.Text.Json.Serialization.JsonKnownNamingPolicy.CamelCase)]
[System.Text.Json.Serialization.JsonSerializable(typeof(StoredAnswer))]
internal sealed partial class AnswersJson : System.Text.Json.Serialization.JsonSerializerContext;
