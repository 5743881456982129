using Attune.Tensors;
using Attune.TestSupport;

namespace Attune.Models.Tests.Encoders;

/// <summary>Ten steps of training of a text classifier, as the README of the numbers describes them.</summary>
public class EncoderFineTuningTests
{
    private const double LearningRate = 1e-3, WeightDecay = 0.01, MaximumNorm = 1;

    public static TheoryData<string> Names => GoldenEncoder.Names;

    [SharedTheory(GoldenEncoder.Root)]
    [MemberData(nameof(Names))]
    public void Ten_steps(string name)
    {
        using var golden = new GoldenEncoder(name);
        var backend = new CpuBackend(2);
        var model = golden.Load("sequence-classification", backend);
        var expected = golden.Json.GetProperty("finetune");
        Assert.Equal(expected.GetProperty("parameters_without_decay").GetInt32(), model.Parameters.Count(p => p.Shape.Rank == 1));
        var moments = model.Parameters.Select(p => (Tensor.Zeros(backend, p.Shape).Keep(), Tensor.Zeros(backend, p.Shape).Keep())).ToArray();
        for (var step = 0; step < 10; step++)
        {
            using var scope = backend.BeginScope();
            var batch = $"finetune.batch{step % 2}";
            var loss = model.SingleLabelLoss(golden.Batch(batch), golden.Ints(batch + ".labels"));
            Near1(expected.GetProperty("loss")[step].GetDouble(), loss.Item(), $"loss {step}");
            loss.Backward();
            var norm = Math.Sqrt(model.Parameters.Sum(p => backend.SumOfSquares(p.Value.Gradient!)));
            Near1(expected.GetProperty("grad_norm")[step].GetDouble(), norm, $"norm {step}");
            Update(model, backend, moments, step + 1, Math.Min(1, MaximumNorm / (norm + 1e-6)));
        }

        AllNear(golden.Floats("finetune.final_logits"), model.Logits(golden.Batch()).ToArray(), "final logits");
        foreach (var stored in golden.Tensors.Tensors.Keys.Where(key => key.StartsWith("finetune.final.", StringComparison.Ordinal)))
        {
            var value = model.Parameters.Single(p => p.Name == stored["finetune.final.".Length..]).Value.ToArray();
            AllNear(golden.Floats(stored), value, stored);
        }
    }

    private static void Update(IEncoderModel model, CpuBackend backend, (Tensor First, Tensor Second)[] moments, int step, double clip)
    {
        for (var i = 0; i < moments.Length; i++)
        {
            var value = model.Parameters[i].Value;
            backend.ScaleInPlace(value.Gradient!, clip);
            backend.AdamWUpdate(
                value, value.Gradient!, moments[i].First, moments[i].Second, step, LearningRate, 0.9, 0.999, 1e-8,
                value.Shape.Rank > 1 ? WeightDecay : 0);
            value.Gradient = null;
        }
    }

    private static void AllNear(float[] expected, float[] actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Near1(expected[i], actual[i], $"{what}, element {i}");
    }

    private static void Near1(double expected, double actual, string what) => Assert.True(
        Math.Abs(expected - actual) <= GoldenEncoder.Training * (1 + Math.Abs(expected)), $"{what}: {actual:r} instead of {expected:r}");
}
