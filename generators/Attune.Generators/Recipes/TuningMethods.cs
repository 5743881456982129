using Attune.Generators.Declarations;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Recipes;

/// <summary>The attributes that say how a recipe's model is tuned. A recipe has one of them, or none to tune all weights.</summary>
internal static class TuningMethods
{
    /// <summary>Those beside LoRA, which has a place of its own in the definition.</summary>
    public static readonly string[] Others =
    [
        KnownNames.Ia3, KnownNames.PromptTuning, KnownNames.PTuning, KnownNames.PrefixTuning, KnownNames.Bottleneck, KnownNames.PartialTraining,
    ];

    /// <summary>All.</summary>
    public static readonly string[] All = [KnownNames.Lora, .. Others];

    /// <summary>Those that put virtual tokens before every row.</summary>
    public static readonly string[] WithVirtualTokens = [KnownNames.PromptTuning, KnownNames.PTuning, KnownNames.PrefixTuning];

    /// <summary>The first attribute of a type that is one of these, in their order.</summary>
    public static AttributeData? Find(ITypeSymbol type, string[] names) =>
        names.Select(name => type.Find(name)).FirstOrDefault(static attribute => attribute is not null);

    /// <summary>The attribute as a user writes it.</summary>
    public static string Show(string metadataName) => "[" + metadataName.Substring("Attune.".Length).Replace("Attribute", "") + "]";
}
