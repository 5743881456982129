namespace Attune.Models;

/// <summary>The paths of the modules that hold rows of single tokens.</summary>
/// <param name="Embedding">The embedding, such as <c>model.embed_tokens</c>.</param>
/// <param name="Head">The head, or null where it is the embedding.</param>
public sealed record VocabularyModules(string Embedding, string? Head)
{
    /// <summary>Those of a model.</summary>
    /// <exception cref="AttuneException">ATT4103, ATT4104: the configuration.</exception>
    public static VocabularyModules Of(ModelConfiguration configuration)
    {
        var model = Model.LayOut(configuration);
        return new VocabularyModules(model.Embedding.Name, model.HeadLayer?.Name);
    }
}
