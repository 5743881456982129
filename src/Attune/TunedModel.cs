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
        var artifact = LockedArtifact.Find(recipe, project, encoder);
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

    private sealed class Opener(string? directory, int threads) : IRecipeVisitor<TunedModel>
    {
        public TunedModel Visit<TRow>(RecipeDefinition<TRow> recipe) => Open(recipe, ProjectPlace.Find(directory, typeof(TRow).Assembly), threads);
    }
}
