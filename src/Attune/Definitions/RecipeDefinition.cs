using Attune.Evaluation;
using Attune.Text.Conversations;

namespace Attune.Definitions;

/// <summary>What the generator emits for a type with <see cref="ChatTemplateAttribute"/>.</summary>
/// <param name="Name">The type's name.</param>
/// <param name="Source">The Jinja text.</param>
/// <param name="StopToken">The special token that ends the assistant's turn.</param>
/// <param name="Place">Where the attribute stands.</param>
public sealed record ChatTemplateDefinition(string Name, string Source, string StopToken, SourcePlace Place);

/// <summary>One assertion of a recipe.</summary>
/// <typeparam name="TRow">The row type.</typeparam>
/// <param name="Name">The method's name.</param>
/// <param name="AtLeast">The share of rows that must pass.</param>
/// <param name="Check">The method; it throws where the answer fails.</param>
/// <param name="Place">Where the attribute stands.</param>
public sealed record AssertionDefinition<TRow>(string Name, double AtLeast, Action<TRow, Completion> Check, SourcePlace Place);

/// <summary>Tokens that a recipe adds to its base model.</summary>
/// <param name="Options">The attribute itself.</param>
/// <param name="Place">Where it stands.</param>
public sealed record AddedTokensDefinition(AddedTokensAttribute Options, SourcePlace Place);

/// <summary>Tokens of the base model whose rows a recipe trains beside its adapter.</summary>
/// <param name="Options">The attribute itself.</param>
/// <param name="Place">Where it stands.</param>
public sealed record TrainedTokensDefinition(TrainedTokensAttribute Options, SourcePlace Place);

/// <summary>What the generator emits for a type with <see cref="RecipeAttribute{TRow}"/>, whatever its row type.</summary>
public interface IRecipeDefinition
{
    /// <summary>The recipe's type name, as shown and as its folder below <c>.attune</c>.</summary>
    string Name { get; }

    /// <summary>Calls back with the row type, so that callers need no reflection.</summary>
    TResult Accept<TResult>(IRecipeVisitor<TResult> visitor);
}

/// <summary>Work on a recipe that needs its row type.</summary>
/// <typeparam name="TResult">What the work returns.</typeparam>
public interface IRecipeVisitor<out TResult>
{
    /// <summary>Does the work.</summary>
    TResult Visit<TRow>(RecipeDefinition<TRow> recipe);
}

/// <summary>What the generator emits for a type with <see cref="RecipeAttribute{TRow}"/>.</summary>
/// <typeparam name="TRow">The row type.</typeparam>
public sealed record RecipeDefinition<TRow> : IRecipeDefinition
{
    /// <inheritdoc/>
    public required string Name { get; init; }

    /// <summary>The attribute itself, with its options.</summary>
    public required RecipeAttribute<TRow> Options { get; init; }

    /// <summary>The LoRA attribute, or null.</summary>
    public LoraAttribute? Lora { get; init; }

    /// <summary>How it is optimized.</summary>
    public OptimizationDefinition Optimization { get; init; } = OptimizationDefinition.Default;
    /// <summary>How the base's frozen weights are kept in memory, or null for float32.</summary>
    public FrozenBaseAttribute? FrozenBase { get; init; }

    /// <summary>The attribute of another tuning method, or null. Without any, all weights are tuned.</summary>
    public Attribute? Method { get; init; }

    /// <summary>Tokens that the base model is given, in order.</summary>
    public IReadOnlyList<AddedTokensDefinition> AddedTokens { get; init; } = [];

    /// <summary>Tokens of the base model whose rows are trained beside the adapter, or null.</summary>
    public TrainedTokensDefinition? TrainedTokens { get; init; }

    /// <summary>The rows.</summary>
    public required DatasetDefinition<TRow> Dataset { get; init; }

    /// <summary>How a row becomes messages; null where the rows are conversations.</summary>
    public PromptDefinition<TRow>? Prompt { get; init; }

    /// <summary>The chat template, or null for the base model's own.</summary>
    public ChatTemplateDefinition? ChatTemplate { get; init; }

    /// <summary>The tests of the tuned model.</summary>
    public required IReadOnlyList<AssertionDefinition<TRow>> Assertions { get; init; }

    /// <summary>Where the recipe's attribute stands.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>How the model is tuned; null for all weights.</summary>
    internal ITuningMethod? Tuning => Lora ?? Method as ITuningMethod;

    /// <summary>A row as it is trained on, the answer last.</summary>
    /// <param name="row">The row.</param>
    public Conversation Conversation(TRow row) => Prompt is { } prompt
        ? new Conversation(prompt.Messages(Dataset.Variables(row), Dataset.Completion(row)))
        : Own(row);

    /// <summary>A row as the model is asked, without the answer.</summary>
    /// <param name="row">The row.</param>
    public Conversation Question(TRow row)
    {
        if (Prompt is { } prompt)
            return new Conversation(prompt.Messages(Dataset.Variables(row)));
        var whole = Own(row);
        return whole with { Messages = [.. whole.Messages.SkipLast(1)] };
    }

    private Conversation Own(TRow row) => Dataset.Conversation is { } conversation
        ? conversation(row)
        : throw new InvalidOperationException($"{Name} has neither a prompt nor conversations.");

    /// <inheritdoc/>
    public TResult Accept<TResult>(IRecipeVisitor<TResult> visitor) => visitor.Visit(this);
}
