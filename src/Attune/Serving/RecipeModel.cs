using Attune.Artifacts;
using Attune.Definitions;
using Attune.Evaluating;
using Attune.Models;
using Attune.Preparation;
using Attune.Server;
using Attune.Tensors;
using Attune.Text.Conversations;
using Attune.Text.Templates;

namespace Attune.Serving;

/// <summary>A recipe's model with its weights loaded, as the server takes it.</summary>
internal sealed class RecipeModel : IDisposable
{
    private readonly CpuBackend _backend;

    private RecipeModel(CpuBackend backend, ServedModel served) => (_backend, Served) = (backend, served);

    public ServedModel Served { get; }

    /// <param name="recipe">The recipe.</param>
    /// <param name="project">The user's project.</param>
    /// <param name="threads">Threads; 0 for all processors.</param>
    /// <param name="ofBase">Whether to open the base model, with the recipe's chat template, and not the tuned one.</param>
    /// <param name="longest">The longest sequence to make room for, in tokens.</param>
    /// <exception cref="AttuneException">As <see cref="LockedArtifact.Find{TRow}"/>, and what opening the base throws.</exception>
    public static RecipeModel Open<TRow>(RecipeDefinition<TRow> recipe, ProjectPlace project, int threads, bool ofBase, int longest)
    {
        var (baseModel, encoder) = RecipePreparation.OpenBase(recipe, project);
        var artifact = ofBase ? null : LockedArtifact.Find(recipe, project, encoder);
        var backend = new CpuBackend(threads);
        var marker = artifact is null ? Path.Combine(baseModel.Folder, "config.json") : Path.Combine(artifact.Folder, ArtifactManifest.FileName);
        var served = new ServedModel
        {
            Id = ofBase ? recipe.Name + ":base" : recipe.Name,
            Model = TunedWeights.Load(baseModel, artifact, backend),
            Tokenizer = encoder.Tokenizer,
            EncodePrompt = conversation => Encode(encoder, conversation),
            StopTokens = [.. encoder.StopTokenIds],
            ContextLength = Math.Min(longest, baseModel.Configuration.MaxPositions),
            DefaultMaxTokens = recipe.Options.MaxNewTokens,
            Fingerprint = "fp_" + (artifact?.Manifest.Weights ?? FingerprintOf(baseModel, encoder))[..10],
            Created = new DateTimeOffset(File.GetLastWriteTimeUtc(marker), TimeSpan.Zero),
            Base = ofBase ? null : recipe.Options.Base,
        };
        return new RecipeModel(backend, served);
    }

    public void Dispose() => _backend.Dispose();

    /// <summary>The base's answers are decided by its files and by the chat template, which may be the recipe's own.</summary>
    private static string FingerprintOf(BaseModel baseModel, RowEncoder encoder)
    {
        using var hash = new Fingerprint();
        return hash.Add("base", RecipePreparation.HashOf(baseModel)).Add("template", encoder.TemplateHash).ToHex();
    }

    private static int[] Encode(RowEncoder encoder, Conversation conversation)
    {
        try
        {
            return encoder.EncodePrompt(conversation);
        }
        catch (TemplateRenderException refusal)
        {
            throw refusal.ToAttuneException(null);
        }
    }
}
