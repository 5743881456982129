using Attune.Generators.Declarations;
using Attune.Generators.Diagnostics;
using Attune.Generators.Emission;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Generators.BaseModels;

/// <summary>ATT2030: the layers that LoRA is to change are layers of the base model.</summary>
internal sealed class UnknownLoraTargetRule : IRule
{
    public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.UnknownLoraTarget;

    public void Register(RuleChecks rules) => rules.OnAttribute(KnownNames.Recipe, Check);

    private static void Check(DeclarationCheck check)
    {
        if (check.Type.Find(KnownNames.Lora) is not { } lora
            || lora.Named("Targets") is not { Kind: TypedConstantKind.Array, IsNull: false } targets
            || BaseModelFiles.Of(check) is not { } model
            || LinearLayerNames.Of(model.Configuration) is not { } paths)
            return;
        var argument = (check with { Attribute = lora }).Argument("Targets");
        for (var i = 0; i < targets.Values.Length; i++)
        {
            if (argument is not null && targets.Values[i].Value is string target && target != LinearLayerNames.All && !paths.Exists(path => EndsIn(path, target)))
                Report(check, model, paths, target, ListItems.At(argument, i)!);
        }
    }

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
