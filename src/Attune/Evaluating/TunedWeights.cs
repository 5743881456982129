using Attune.Artifacts;
using Attune.Models;
using Attune.Preparation;
using Attune.Tensors;

namespace Attune.Evaluating;

/// <summary>Loads what a tuning run wrote: the base with its adapter, merged in where it can be, or the whole tuned model.</summary>
internal static class TunedWeights
{
    /// <param name="baseModel">The base.</param>
    /// <param name="artifact">The tuned model, or null for the base itself.</param>
    /// <param name="backend">Where to compute.</param>
    public static ICausalLanguageModel Load(BaseModel baseModel, Artifact? artifact, Backend backend)
    {
        if (artifact is null)
            return baseModel.LoadFrozen(backend);
        if (!artifact.Manifest.AddedTokens.SequenceEqual(RecipeTokens.Named(baseModel), StringComparer.Ordinal))
        {
            throw new AttuneException(
                "ATT4173", $"The tuned model has the added tokens {Show(artifact.Manifest.AddedTokens)}, the recipe {Show(RecipeTokens.Named(baseModel))}.",
                "Build the target Tune to tune it with these, or give the recipe its tokens back.", artifact.Folder);
        }

        if (File.Exists(Path.Combine(artifact.Folder, "model.safetensors")))
            return Model.LoadFrozen(artifact.Folder, backend);
        if (artifact.Manifest.FrozenWeights is { } name)
            return LoadFrozen(baseModel, artifact, name, backend);
        var model = baseModel.LoadModel(backend);
        var adapter = Adapter.Load(model, artifact.Folder);
        if (!adapter.IsMergeable)
            return adapter.Model;
        adapter.Merge();
        return model;
    }

    /// <summary>The base as it was in training. Merged, the sums would be rounded to four bits, so the adapter stays beside it.</summary>
    private static ICausalLanguageModel LoadFrozen(BaseModel baseModel, Artifact artifact, string name, Backend backend)
    {
        var model = baseModel.LoadModel(backend, FrozenStorage.Find(name) ?? throw new AttuneException(
            "ATT4129", $"The tuned model runs on weights kept as '{name}', which is not known.", "Tune it again.", artifact.Folder));
        return Adapter.Load(model, artifact.Folder).Model;
    }

    private static string Show(IReadOnlyList<string> tokens) => tokens.Count == 0 ? "(none)" : string.Join(", ", tokens);
}
