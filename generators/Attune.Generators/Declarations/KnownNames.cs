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
    public const string OptimizerAttribute = "Attune.IOptimizerChoice";
    public const string ScheduleAttribute = "Attune.IScheduleChoice";
    public const string ParameterGroup = "Attune.ParameterGroupAttribute";
    public const string LayerwiseRates = "Attune.LayerwiseRatesAttribute";
    public const string Ia3 = "Attune.Ia3Attribute";
    public const string PromptTuning = "Attune.PromptTuningAttribute";
    public const string PTuning = "Attune.PTuningAttribute";
    public const string PrefixTuning = "Attune.PrefixTuningAttribute";
    public const string Bottleneck = "Attune.BottleneckAttribute";
    public const string PartialTraining = "Attune.PartialTrainingAttribute";
    public const string FrozenBase = "Attune.FrozenBaseAttribute";
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

    /// <summary>The attributes of optimizers.</summary>
    public static IReadOnlyList<string> Optimizers { get; } =
    [
        "Attune.AdamWAttribute", "Attune.SgdAttribute", "Attune.AdamAttribute", "Attune.RmsPropAttribute",
        "Attune.AdagradAttribute", "Attune.AdadeltaAttribute", "Attune.AdamaxAttribute", "Attune.RAdamAttribute",
        "Attune.NAdamAttribute", "Attune.AdafactorAttribute", "Attune.TransformersAdafactorAttribute",
        "Attune.MuonAttribute", "Attune.LionAttribute", "Attune.EightBitAdamWAttribute",
    ];

    /// <summary>The attributes of schedules.</summary>
    public static IReadOnlyList<string> Schedules { get; } =
    [
        "Attune.CosineScheduleAttribute", "Attune.CosineRestartsAttribute", "Attune.PolynomialScheduleAttribute",
        "Attune.InverseSquareRootScheduleAttribute", "Attune.WarmupStableDecayAttribute",
        "Attune.ReduceOnPlateauAttribute", "Attune.OneCycleAttribute", "Attune.SlantedTriangularAttribute",
        "Attune.StepScheduleAttribute", "Attune.ExponentialScheduleAttribute",
    ];
}
