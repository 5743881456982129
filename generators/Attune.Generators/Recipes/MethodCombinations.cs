using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Recipes;

/// <summary>The part of ATT2027 for tuning methods: what one is told, and what the recipe asks for beside it, can work together.</summary>
internal static class MethodCombinations
{
    private static readonly string[] Vocabulary = ["lm_head", "embed_tokens"];

    public static void Register(RuleChecks rules)
    {
        rules.OnAttribute(KnownNames.Lora, CheckLora);
        rules.OnAttribute(KnownNames.Ia3, CheckIa3);
        rules.OnAttribute(KnownNames.PartialTraining, CheckPartial);
        rules.OnAttribute(KnownNames.AddedTokens, CheckTokens);
        rules.OnAttribute(KnownNames.TrainedTokens, CheckTokens);
        foreach (var method in TuningMethods.WithVirtualTokens)
            rules.OnAttribute(method, CheckVirtualTokens);
    }

    private static void CheckLora(DeclarationCheck check)
    {
        var targets = Texts(check, "Targets");
        if (check.Attribute.NamedString("TargetPattern") is not null)
        {
            if (targets.Length > 0)
                Report(check, "TargetPattern", "the layers are named twice, by Targets and by TargetPattern", "Leave one of them out.");
            if (check.Attribute.Named("Layers") is { Kind: TypedConstantKind.Array, IsNull: false, Values.Length: > 0 })
                Report(check, "Layers", "Layers narrows targets by name, and TargetPattern is for whole paths", "Put the numbers of the blocks into the pattern.");
        }

        if (check.Attribute.Named("WeightDecomposed")?.Value is true && targets.FirstOrDefault(IsVocabulary) is { } vocabulary)
            Report(check, "WeightDecomposed", $"DoRA cannot be on '{vocabulary}'", "Leave it out of Targets, or take LoRA without WeightDecomposed.");
        if (check.Attribute.Named("Dropout")?.Value is > 0.0 && targets.Contains("lm_head"))
            Report(check, "Dropout", "an update of the head cannot have dropout", "Set Dropout to 0, or leave 'lm_head' out of Targets.");
        foreach (var module in Texts(check, "TrainedModules").Where(targets.Contains))
            Report(check, "TrainedModules", $"'{module}' is to be tuned whole and to have an update", "Name it in one of Targets and TrainedModules.");
    }

    private static void CheckIa3(DeclarationCheck check)
    {
        foreach (var target in Texts(check, "Targets").Concat(Texts(check, "FeedForward")).Where(IsVocabulary))
            Report(check, "Targets", $"IA3 cannot be on '{target}'", "Leave it out.");
    }

    private static void CheckPartial(DeclarationCheck check)
    {
        if (check.Type.Has(KnownNames.AddedTokens) && Texts(check, "Freeze").FirstOrDefault(static pattern => Vocabulary.Any(pattern.Contains)) is { } frozen)
            Report(check, "Freeze", $"'{frozen}' freezes rows of tokens that the recipe adds", "Tune embedding and head, or add no tokens.");
    }

    /// <summary>Only LoRA trains single rows; other adapters leave the rows of new tokens as they start.</summary>
    private static void CheckTokens(DeclarationCheck check)
    {
        var method = TuningMethods.Others.FirstOrDefault(name => name != KnownNames.PartialTraining && check.Type.Has(name));
        if (method is null)
            return;
        check.Report(
            DiagnosticDescriptors.ContradictoryOptions, null, $"{TuningMethods.Show(method)} cannot train rows of tokens",
            "Tune with [Lora], which can, or leave the tokens out.");
    }

    private static void CheckVirtualTokens(DeclarationCheck check)
    {
        if (check.Attribute.Named("VirtualTokens")?.Value is int tokens
            && check.Type.Find(KnownNames.Recipe)?.Named("ContextLength")?.Value is int context and > 0 && tokens >= context)
            Report(check, "VirtualTokens", $"{tokens} virtual tokens stand before a context of {context}", "Rows of that length need few: 5 to 100 are usual.");
    }

    private static bool IsVocabulary(string target) => Vocabulary.Contains(target) || Vocabulary.Any(name => target.EndsWith("." + name, StringComparison.Ordinal));

    private static string[] Texts(DeclarationCheck check, string option) =>
        check.Attribute.Named(option) is { Kind: TypedConstantKind.Array, IsNull: false } list
            ? [.. list.Values.Select(static value => value.Value).OfType<string>()]
            : [];

    private static void Report(DeclarationCheck check, string option, string fact, string remedy) =>
        check.Report(DiagnosticDescriptors.ContradictoryOptions, check.Argument(option)?.GetLocation(), fact, remedy);
}
