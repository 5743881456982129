namespace Attune.Models;

/// <summary>Which matrices get trained rows, without their numbers.</summary>
internal static class TokenRowsLayout
{
    /// <summary>The rows that the options choose, not attached yet.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tokens">The tokens of each matrix.</param>
    /// <param name="adapted">The layers that get low-rank updates.</param>
    /// <param name="whole">The parameters that are trained whole.</param>
    public static List<TokenRows> Choose(
        IAdaptableModel model, IReadOnlyList<TrainedTokens> tokens, IReadOnlyList<IAdapterHost> adapted, IReadOnlyList<WholeParameter> whole)
    {
        if (tokens.Count > 0 && model is not ICausalLanguageModel)
            throw new AttuneException("ATT4151", "Trained rows of tokens are for decoders.", "Train the embedding whole, or take the tokens out.");
        var chosen = new List<TokenRows>();
        foreach (var (module, ids) in tokens)
        {
            var layer = Find(model, module);
            if (adapted.Contains(layer) || whole.Any(module => module.Trained[0] == layer.Weight) || chosen.Exists(other => other.Layer == layer))
            {
                throw new AttuneException(
                    "ATT4174", $"'{layer.Name}' is to be trained by rows and in another way at once, of which one would be lost.",
                    "Take it out of the LoRA targets and of the modules trained whole, or train no rows.");
            }

            CheckIds(layer, ids);
            chosen.Add(new TokenRows(layer, ids));
        }

        return chosen;
    }

    private static IAdapterHost Find(IAdaptableModel model, string? module)
    {
        if (module is null || ModuleTargets.EndsIn(model.Embedding.Name, module))
            return model.Embedding;
        if (model.HeadLayer is { } head && ModuleTargets.EndsIn(head.Name, module))
            return head;
        throw new AttuneException(
            "ATT4152", $"'{module}', of which rows are to be trained, is neither the embedding nor a head of its own.",
            model.HeadLayer is { } own ? $"The model has {model.Embedding.Name} and {own.Name}." : $"The model has {model.Embedding.Name}, which serves as head too.");
    }

    private static void CheckIds(IAdapterHost layer, IReadOnlyList<int> ids)
    {
        var count = layer.Weight.Shape[0];
        if (ids.Count == 0 || ids.Distinct().Count() < ids.Count)
            throw new AttuneException("ATT4153", "The adapter's settings are wrong: the trained tokens of a matrix are none, or one is named twice.", "Name each token once.");
        foreach (var id in ids)
        {
            if (id >= count || id < 0)
            {
                throw new AttuneException(
                    "ATT4172", $"The adapter trains the row of token {id}, but '{layer.Name}' has {count} rows.",
                    "Add the tokens that the adapter was trained with to the model first, in the same order, or take the model that has them.");
            }
        }
    }
}
