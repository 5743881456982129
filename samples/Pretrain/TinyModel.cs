using Attune.Models;

namespace Attune.Pretrain;

/// <summary>What attune/tiny is made of: a Llama of 4.5 million parameters.</summary>
internal static class TinyModel
{
    public const string EndOfText = "<|endoftext|>";
    public const string TurnStart = "<|im_start|>";
    public const string TurnEnd = "<|im_end|>";
    public const string Padding = "<|pad|>";

    public const int VocabularySize = 4096;
    public const int ContextLength = 512;

    /// <summary>Where the base model ships.</summary>
    public const string Folder = "src/Attune/Bases/attune-tiny";

    /// <summary>Special tokens in the order of their ids, from 0.</summary>
    public static readonly string[] SpecialTokens = [EndOfText, TurnStart, TurnEnd, Padding];

    public static ModelConfiguration Configuration { get; } = new()
    {
        Architecture = "LlamaForCausalLM",
        VocabularySize = VocabularySize,
        HiddenSize = 256,
        IntermediateSize = 640,
        LayerCount = 5,
        HeadCount = 4,
        KeyValueHeadCount = 2,
        HeadDimension = 64,
        MaxPositions = ContextLength,
        NormEpsilon = 1e-5,
        InitializerRange = 0.03,
        TieWordEmbeddings = true,
        EndTokenIds = [2, 0],
        PadTokenId = 3,
    };
}
