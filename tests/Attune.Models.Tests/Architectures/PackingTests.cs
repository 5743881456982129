using Attune.Tensors;

namespace Attune.Models.Tests.Architectures;

/// <summary>Documents that share a batch: what a border does, and what would be without one.</summary>
public sealed class PackingTests
{
    private static readonly int[] First = [3, 9, 2, 14, 7], Second = [8, 1, 30];

    [Fact]
    public void A_document_is_the_same_alone_and_behind_another_and_would_not_be_without_the_border()
    {
        var model = Model.Initialize(ModelFilesTests.Tiny with { InitializerRange = 0.2 }, new CpuBackend(1), 5);
        var alone = Hidden(model, PackedTokens.Pack([Second]));
        Assert.Equal(alone, Last(Hidden(model, PackedTokens.Pack([First, Second]))));

        // What naive packing does: one document of both. The comparison above would notice.
        Assert.NotEqual(alone, Last(Hidden(model, PackedTokens.Pack([[.. First, .. Second]]))));
    }

    private static float[] Hidden(ICausalLanguageModel model, PackedTokens tokens) => model.Hidden(tokens).ToArray();

    private static float[] Last(float[] hidden) => hidden[^(Second.Length * ModelFilesTests.Tiny.HiddenSize)..];
}
