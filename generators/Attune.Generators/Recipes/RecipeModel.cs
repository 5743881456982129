using Attune.Generators.Declarations;
using Attune.Generators.Emission;
using Attune.Generators.Prompts;

namespace Attune.Generators.Recipes;

/// <summary>An argument of an attribute, as it is set in an object initializer.</summary>
internal sealed record OptionModel(string Name, string Expression);

/// <summary>A method with <c>[Assertion]</c> and the right signature.</summary>
internal sealed record AssertionModel(string Name, string AtLeast, Place Place);

/// <summary>A type with <c>[Recipe&lt;TRow&gt;]</c>.</summary>
/// <param name="Type">The type.</param>
/// <param name="Row">The <c>global::</c> name of the row type.</param>
/// <param name="Prompt">The <c>global::</c> name of the prompt type, or null where the rows are conversations.</param>
/// <param name="ChatTemplate">The <c>global::</c> name of the chat template type, or null.</param>
/// <param name="Options">The recipe's arguments, as written.</param>
/// <param name="Lora">The LoRA arguments, or null.</param>
/// <param name="Optimization">Optimizer, schedule and groups.</param>
/// <param name="Method">Another tuning method, or null.</param>
/// <param name="FrozenBase">The arguments of [FrozenBase], or null to keep the base as float32.</param>
/// <param name="AddedTokens">The attributes that add tokens, in source order.</param>
/// <param name="TrainedTokens">The attribute that names tokens to train, or null.</param>
/// <param name="Assertions">The tests, in source order.</param>
/// <param name="Answer">The type of the completion, or null while there is none.</param>
/// <param name="AnswerIsText">Whether the completion is a string.</param>
/// <param name="Parameters">What the client must be given.</param>
/// <param name="IsPublic">Whether the members mention public types only.</param>
/// <param name="Place">Where the attribute stands.</param>
internal sealed record RecipeModel(
    DeclaredType Type,
    string Row,
    string? Prompt,
    string? ChatTemplate,
    EquatableArray<OptionModel> Options,
    LoraModel? Lora,
    OptimizationModel Optimization,
    MethodModel? Method,
    FrozenBaseModel? FrozenBase,
    EquatableArray<TokensModel> AddedTokens,
    TokensModel? TrainedTokens,
    EquatableArray<AssertionModel> Assertions,
    string? Answer,
    bool AnswerIsText,
    EquatableArray<PromptParameter> Parameters,
    bool IsPublic,
    Place Place)
{
    public string Accessibility => IsPublic ? "public" : "internal";
}

/// <summary>An attribute that names tokens.</summary>
internal sealed record TokensModel(EquatableArray<string> Tokens, EquatableArray<OptionModel> Options, Place Place);

internal sealed record LoraModel(EquatableArray<OptionModel> Options);

/// <summary>The attribute of a tuning method.</summary>
/// <param name="Type">Its <c>global::</c> name.</param>
/// <param name="Options">Its arguments.</param>
internal sealed record MethodModel(string Type, EquatableArray<OptionModel> Options);

internal sealed record FrozenBaseModel(EquatableArray<OptionModel> Options);
