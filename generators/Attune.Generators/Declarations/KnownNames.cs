namespace Attune.Generators.Declarations;

/// <summary>The metadata names of what a user declares with.</summary>
internal static class KnownNames
{
    public const string Dataset = "Attune.DatasetAttribute";
    public const string Completion = "Attune.CompletionAttribute";
    public const string Prompt = "Attune.PromptAttribute`1";
    public const string ChatTemplate = "Attune.ChatTemplateAttribute";
    public const string Recipe = "Attune.RecipeAttribute`1";
    public const string Lora = "Attune.LoraAttribute";
    public const string AddedTokens = "Attune.AddedTokensAttribute";
    public const string TrainedTokens = "Attune.TrainedTokensAttribute";
    public const string Assertion = "Attune.AssertionAttribute";
    public const string Tool = "Attune.ToolAttribute";
    public const string App = "Attune.AttuneApp";
    public const string CompletionText = "Attune.Evaluation.Completion";
    public const string JsonName = "System.Text.Json.Serialization.JsonPropertyNameAttribute";
    public const string JsonEnumName = "System.Text.Json.Serialization.JsonStringEnumMemberNameAttribute";
    public const string JsonIgnore = "System.Text.Json.Serialization.JsonIgnoreAttribute";
    public const string JsonConstructor = "System.Text.Json.Serialization.JsonConstructorAttribute";
}
