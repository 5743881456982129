using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Attune.Generators.Emission;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Generators.BaseModels;

/// <summary>ATT2030: the layers that a method is to change are layers of the base model.</summary>
internal sealed class UnknownLoraTargetRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.UnknownLoraTarget;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.Recipe, Check);

    private static void Check(DeclarationCheck check)
    {
        if (BaseModelFiles.Of(check) is not { } model || LinearLayerNames.Of(model.Configuration) is not { } paths)
            return;
        if (check.Type.Find(KnownNames.Lora) is { } lora)
            Check(check with { Attribute = lora }, model, paths, "Targets", "Excluded", "TrainedModules");
        if (check.Type.Find(KnownNames.Ia3) is { } ia3)
            Check(check with { Attribute = ia3 }, model, paths, "Targets", "FeedForward", "TrainedModules");
    }

    private static void Check(DeclarationCheck check, BaseModelFacts model, List<string> paths, params string[] options)
    {
        foreach (var option in options)
        {
            if (check.Attribute.Named(option) is not { Kind: TypedConstantKind.Array, IsNull: false } targets || check.Argument(option) is not { } argument)
                continue;
            for (var i = 0; i < targets.Values.Length; i++)
            {
                if (targets.Values[i].Value is string target && target != LinearLayerNames.All && !paths.Exists(path => Matches(path, target, option)))
                    Report(check, model, paths, target, ListItems.At(argument, i)!);
            }
        }
    }

    /// <summary>A module trained whole may be one that holds layers, or a norm, which are not listed.</summary>
    private static bool Matches(string path, string target, string option) =>
        EndsIn(path, target) || (option == "TrainedModules" && (("." + path + ".").Contains("." + target + ".") || target.Contains("norm")));

    private static void Report(DeclarationCheck check, BaseModelFacts model, List<string> paths, string target, ExpressionSyntax place)
    {
        string[] names = [.. paths.Select(static path => path.Substring(path.LastIndexOf('.') + 1)).Distinct(StringComparer.Ordinal)];
        var guess = Suggestion.For(target, names);
        check.ReportArgument(
            DiagnosticDescriptors.UnknownLoraTarget, place, guess is null ? null : Literal.Of(guess), model.Name, target,
            guess is null ? $"It has {string.Join(", ", names.Select(static name => $"'{name}'"))}." : $"Did you mean '{guess}'?");
    }

    /// <summary>PEFT's rule: a target is a path or its end after a dot.</summary>
    private static bool EndsIn(string path, string target) =>
        path == target || (target.Length > 0 && path.EndsWith("." + target, StringComparison.Ordinal));
}
