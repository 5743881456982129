using Attune.Generators.BaseModels;
using Attune.Generators.ChatTemplates;
using Attune.Generators.Datasets;
using Attune.Generators.Declarations;
using Attune.Generators.Prompts;
using Attune.Generators.Recipes;
using Attune.Generators.Tools;

namespace Attune.Generators.Diagnostics;

internal static class AllRules
{
    /// <summary>Every rule, anew for a compilation.</summary>
    public static IReadOnlyList<IRule> Create() =>
    [
        new AddedTokenKnownRule(),
        new BeyondBaseModelRule(),
        new UnknownLoraTargetRule(),
        new BeginTokenNotOnceRule(),
        new HistoryRewrittenRule(),
        new NoChatTemplateRule(),
        new PromptIsNoPrefixRule(),
        new RoleNotAcceptedRule(),
        new SpecialTokenUnknownRule(),
        new StopTokenOutsideRule(),
        new SystemPromptInjectedRule(),
        new TemplateFailsRule(),
        new MissingCompletionRule(),
        new MissingFileRule(),
        new NameCollisionRule(),
        new SeveralCompletionsRule(),
        new TestFractionRule(),
        new TestRowsAreTrainingRowsRule(),
        new UnreadableTypeRule(),
        new UnusedFieldRule(),
        new NotPartialRule(),
        new NotReachableRule(),
        new CompletionInPromptRule(),
        new MemberIsMethodRule(),
        new NotADatasetRule(),
        new PromptReadsClockRule(),
        new TemplateSyntaxRule(),
        new UnknownFilterRule(),
        new UnknownMemberRule(),
        new UnknownVariableRule(),
        new AssertionCannotFailRule(),
        new AssertionIgnoresAnswerRule(),
        new AssertionOutsideRecipeRule(),
        new AssertionSignatureRule(),
        new AssertionThresholdRule(),
        new ContradictoryOptionsRule(),
        new FrozenBaseRule(),
        new LearningRateRule(),
        new LoraOutsideRecipeRule(),
        new SeveralMethodsRule(),
        new EmptyTokenRule(),
        new TokenNamedTwiceRule(),
        new TokensOutsideRecipeRule(),
        new TrainedTokensWithoutLoraRule(),
        new NoHeldOutRowsRule(),
        new OptimizerOptionsRule(),
        new OptimizerOutsideRecipeRule(),
        new OptionRangeRule(),
        new PromptMismatchRule(),
        new RecipeNameTakenRule(),
        new UnknownBaseModelRule(),
        new UnusualLearningRateRule(),
        new ToolParameterRule(),
    ];
}
