using Attune.Models;

namespace Attune.Preparation;

/// <summary>From what a recipe declares to how weights are kept.</summary>
internal static class RecipeFrozenBase
{
    public static FrozenStorage Of(FrozenBaseAttribute declared) => FrozenStorage.Find(NameOf(declared))
        ?? throw new ArgumentException($"There is no form of weights {declared.Weights}.", nameof(declared));

    private static string NameOf(FrozenBaseAttribute declared) => declared.Weights switch
    {
        FrozenWeights.Nf4 => declared.DoubleQuantization ? "nf4" : "nf4-single",
        FrozenWeights.Fp4 => declared.DoubleQuantization ? "fp4" : "fp4-single",
        FrozenWeights.BFloat16 => "bf16",
        FrozenWeights.Float16 => "f16",
        _ => "",
    };
}
