namespace Attune.Models;

/// <summary>LoRA (Hu and others, 2021): W x + s B A x, with rsLoRA's scale on request.</summary>
internal static class LoraMethod
{
    public static AdapterMethod Method { get; } =
        AdapterMethod.OfAny<LoraOptions>("LORA", LoraConfiguration.Keys, LoraConfiguration.Read, LoraConfiguration.Write, LayOut);

    private static AdapterLayout LayOut(IAdaptableModel model, LoraOptions options)
    {
        var scales = new LoraScales(options);
        var hosts = options.Modules.Select(model);
        if (options.Dropout > 0 && hosts.Exists(layer => layer == model.HeadLayer))
        {
            throw new AttuneException(
                "ATT4151", "Dropout before an adapter on the head is not supported.", "Set the dropout to 0, or leave the head out.");
        }

        if (options.WeightDecomposed && hosts.Find(host => host == model.HeadLayer || host == model.Embedding) is { } vocabulary)
        {
            throw new AttuneException(
                "ATT4151", $"DoRA on '{vocabulary.Name}' is not supported.", "Leave embedding and head out of the targets, or take LoRA without it.");
        }

        if (hosts.Find(host => host.Weight.IsStored && (options.WeightDecomposed || host == model.HeadLayer)) is { } stored)
        {
            throw new AttuneException(
                "ATT4151", $"{(options.WeightDecomposed ? "DoRA" : "LoRA")} on '{stored.Name}', whose weights are kept in fewer bits, is not supported.",
                "Keep the base in floats, take LoRA instead of DoRA, or leave the head out.");
        }

        var whole = WholeParameter.OfModules(model, ClassifierModules.With(model, options.ModulesToSave));
        ClassifierModules.RequireApart(hosts, whole);
        var rows = TokenRowsLayout.Choose(model, options.TrainedTokens, hosts, whole);
        var biases = BiasParameters.Choose(model, options.Biases, hosts).Where(bias => whole.TrueForAll(module => module.Trained[0] != bias.Trained[0]));
        return new AdapterLayout([.. hosts.Select(host => Update(model, host, scales, options)), .. rows, .. whole, .. biases]);
    }

    private static IAdapterPart Update(IAdaptableModel model, IAdapterHost host, LoraScales scales, LoraOptions options)
    {
        var (rank, scale) = (scales.RankOf(host.Name), scales.ScaleOf(host.Name));
        if (host is EmbeddingLayer embedding)
            return new LoraEmbeddingUpdate(embedding, model.IsHeadEmbedding, rank, scale);
        var layer = (LinearLayer)host;
        var (matrices, dropout) = (new LoraMatrices(layer, rank, scale), new LoraDropout(model, layer.Name, options.Dropout));
        return options.WeightDecomposed ? new DoraUpdate(layer, matrices, dropout) : new LoraUpdate(layer, matrices, dropout);
    }
}
