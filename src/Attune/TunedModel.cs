using Attune.Artifacts;
using Attune.Definitions;
using Attune.Evaluating;
using Attune.Models;
using Attune.Preparation;
using Attune.Tensors;
using Attune.Text.Conversations;

namespace Attune;

/// <summary>A recipe's tuned model, ready to answer. Generated clients are built on it.</summary>
public sealed class TunedModel : IDisposable
{
    private readonly CpuBackend _backend;
    private readonly RowEncoder _encoder;
    private readonly GenerationOptions _options;
    private readonly TextGenerator _generator;
    private readonly SemaphoreSlim _turn = new(1, 1);

    private TunedModel(CpuBackend backend, RowEncoder encoder, ICausalLanguageModel model, GenerationOptions options)
    {
        _backend = backend;
        _encoder = encoder;
        _options = options;
        _generator = new TextGenerator(model, encoder.Tokenizer);
    }

    /// <summary>Opens the model that the lock file names.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="projectDirectory">The project's folder; by default the one the program was built in.</param>
    /// <param name="cancellation">Stops waiting for the weights.</param>
    /// <exception cref="AttuneException">The recipe has not been tuned, or its weights are missing or damaged.</exception>
    public static Task<TunedModel> OpenAsync(IRecipeDefinition recipe, string? projectDirectory = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return Task.Run(() => recipe.Accept(new Opener(projectDirectory, 0)), cancellation);
    }

    internal static TunedModel Open<TRow>(RecipeDefinition<TRow> recipe, ProjectPlace project, int threads)
    {
        var (baseModel, encoder) = RecipePreparation.OpenBase(recipe, project);
        var artifact = FindLocked(recipe, project);
        if (artifact.Manifest.Inputs.Template != encoder.TemplateHash)
        {
            throw new AttuneException(
                "ATT4314", $"{recipe.Name} was tuned with another chat template than the recipe has now.", "Build the target Tune to tune it with this one.",
                recipe.Place.File, recipe.Place.Line, recipe.Place.Column);
        }

        var backend = new CpuBackend(threads);
        var options = new GenerationOptions { MaxNewTokens = recipe.Options.MaxNewTokens, StopTokens = [.. encoder.StopTokenIds] };
        return new TunedModel(backend, encoder, TunedWeights.Load(baseModel, artifact, backend), options);
    }

    /// <summary>Answers a conversation, greedily: the same messages always get the same answer.</summary>
    /// <param name="messages">The conversation, the user's message last.</param>
    /// <param name="cancellation">Stops generating.</param>
    public async Task<string> CompleteAsync(IReadOnlyList<Message> messages, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        await _turn.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await Task.Run(
                () => _generator.Generate([_encoder.EncodePrompt(messages)], _options, null, cancellation)[0].Text, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Answers one conversation and gives the text as it comes.</summary>
    internal string Stream(IReadOnlyList<Message> messages, Action<string> onText, CancellationToken cancellation) =>
        _generator.Stream(_encoder.EncodePrompt(messages), _options, onText, cancellation).Text;

    /// <summary>Frees the weights.</summary>
    public void Dispose()
    {
        _backend.Dispose();
        _turn.Dispose();
    }

    private static Artifact FindLocked<TRow>(RecipeDefinition<TRow> recipe, ProjectPlace project)
    {
        if (!LockFile.Read(project.Directory).Recipes.TryGetValue(recipe.Name, out var locked))
        {
            throw new AttuneException(
                "ATT4313", $"{recipe.Name} has not been tuned: {LockFile.FileName} does not name it.", "Build the target Tune first.",
                recipe.Place.File, recipe.Place.Line, recipe.Place.Column);
        }

        var artifact = new ArtifactStore(project.Directory).Find(recipe.Name, locked.Inputs);
        return artifact is not null && artifact.Manifest.Weights == locked.Weights
            ? artifact
            : throw new AttuneException(
                "ATT4315", $"The tuned weights of {recipe.Name} that {LockFile.FileName} names are not below .attune, or not as they were written.",
                "Build the target Tune to make them again; the same inputs give the same bits.", recipe.Place.File, recipe.Place.Line, recipe.Place.Column);
    }

    private sealed class Opener(string? directory, int threads) : IRecipeVisitor<TunedModel>
    {
        public TunedModel Visit<TRow>(RecipeDefinition<TRow> recipe) => Open(recipe, ProjectPlace.Find(directory, typeof(TRow).Assembly), threads);
    }
}
