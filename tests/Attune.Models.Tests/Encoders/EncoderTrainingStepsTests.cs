using Attune.Tensors;

namespace Attune.Models.Tests.Encoders;

/// <summary>Steps of training: the same bits for any number of threads, and no memory taken once they are warm.</summary>
public class EncoderTrainingStepsTests
{
    private static readonly PackedTokens Texts = PackedTokens.Pack(
        [[2, .. Enumerable.Range(5, 70), 3], [2, 30, 3], [2, .. Enumerable.Range(8, 33), 3]]);

    public static TheoryData<string> Architectures =>
        ["BertForSequenceClassification", "MPNetForSequenceClassification", "ModernBertForSequenceClassification"];

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Any_number_of_threads_gives_the_same_bits(string architecture)
    {
        var expected = Train(architecture, threads: 1);
        foreach (var threads in new[] { 2, 3 })
            Assert.Equal(expected, Train(architecture, threads));
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Warm_steps_take_no_memory_from_the_system(string architecture)
    {
        using var backend = new CpuBackend(2);
        var model = EncoderModel.Initialize(Configuration(architecture), backend, seed: 3);
        for (var step = 0; step < 3; step++)
            Step(model, backend);
        var (blocks, inUse) = (backend.BlocksAllocated, backend.BytesInUse);
        for (var step = 0; step < 5; step++)
            Step(model, backend);
        Assert.Equal(blocks, backend.BlocksAllocated);
        Assert.Equal(inUse, backend.BytesInUse);
    }

    private static float[] Train(string architecture, int threads)
    {
        using var backend = new CpuBackend(threads);
        var model = EncoderModel.Initialize(Configuration(architecture), backend, seed: 3);
        model.DropoutSeed = 9;
        for (var step = 0; step < 3; step++)
            Step(model, backend);
        return [.. model.Parameters.SelectMany(p => p.Value.ToArray())];
    }

    /// <summary>Plain descent, which moves every parameter by every bit of its gradient.</summary>
    private static void Step(IEncoderModel model, CpuBackend backend)
    {
        using var scope = backend.BeginScope();
        model.SingleLabelLoss(Texts, [0, 1, 1]).Backward();
        foreach (var parameter in model.Parameters)
        {
            var values = parameter.Value.AsSpan();
            var gradient = parameter.Value.Gradient!.AsReadOnlySpan();
            for (var i = 0; i < values.Length; i++)
                values[i] -= 0.1f * gradient[i];
            parameter.Value.Gradient = null;
        }
    }

    private static EncoderConfiguration Configuration(string architecture)
    {
        var isModern = architecture.StartsWith("Modern", StringComparison.Ordinal);
        return new EncoderConfiguration
        {
            Architecture = architecture,
            VocabularySize = 80,
            HiddenSize = 40,
            EmbeddingSize = 40,
            IntermediateSize = 50,
            LayerCount = 2,
            HeadCount = 2,
            MaxPositions = 90,
            TokenTypeCount = architecture.StartsWith("Bert", StringComparison.Ordinal) ? 2 : 0,
            InitializerRange = 0.2,
            PadTokenId = 1,
            RelativeBuckets = 32,
            Dropout = new EncoderDropout { Hidden = 0.1, Classifier = 0.1 },
            ModernBert = isModern ? new ModernBertOptions { SeesAll = [true, false], WindowReach = 4 } : null,
        };
    }
}
