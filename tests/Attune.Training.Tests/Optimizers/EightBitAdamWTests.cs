using System.Runtime.InteropServices;
using Attune.Tensors;
using Attune.Training.Tests.Support;

namespace Attune.Training.Tests.Optimizers;

/// <summary>AdamW with moments in 8 bits beside AdamW.</summary>
public class EightBitAdamWTests
{
    private const int Count = 5000; // twenty blocks, the last one short

    [Fact]
    public void The_first_step_is_that_of_AdamW_and_its_moments_are_the_nearest_codes()
    {
        using var backend = new CpuBackend(1);
        var (plain, small) = (Optimizer(backend, new AdamWOptions { WeightDecay = 0.1 }), Optimizer(backend, new EightBitAdamWOptions { WeightDecay = 0.1 }));
        Step(plain, 1);
        Step(small, 1);
        Assert.Equal(plain.Slots[0].Parameter.Value.ToArray(), small.Slots[0].Parameter.Value.ToArray());

        var (exact, state) = (plain.Slots[0], small.Slots[0]);
        Check(exact.Numbers(0), DynamicMap.Signed, state.Numbers(0), state.Numbers(1));
        Check(exact.Numbers(1), DynamicMap.Unsigned, state.Numbers(2), state.Numbers(3));

        static void Check(float[] exact, CodeTable table, float[] codes, float[] scales)
        {
            var (wanted, largest) = (new byte[Count], new float[EightBitAdamW.Blocks(Count)]);
            Blockwise.Quantize(exact, EightBitAdamW.Block, table, wanted, largest);
            Assert.Equal(wanted, MemoryMarshal.AsBytes(codes.AsSpan())[..Count].ToArray());
            Assert.Equal(largest, scales);
        }
    }

    [Fact]
    public void Its_state_is_a_quarter()
    {
        var shape = new Shape(256, 64);
        long eight = new EightBitAdamWOptions().StateOf("w", shape).Sum(state => 4L * state.Shape.ElementCount);
        long plain = new AdamWOptions().StateOf("w", shape).Sum(state => 4L * state.Shape.ElementCount);
        Assert.Equal(plain / 4 + (2 * 4 * 64), eight);
        Assert.Equal(2, new EightBitAdamWOptions().StateOf("bias", new Shape(4095)).Count);
    }

    /// <summary>The bound is derived in <see cref="RoundedMoments"/>; it is worth something where it is small beside the way.</summary>
    [Fact]
    public void With_the_same_gradients_it_is_as_near_to_AdamW_as_its_moments_are()
    {
        using var backend = new CpuBackend(1);
        var (plain, small) = (Optimizer(backend, new AdamWOptions()), Optimizer(backend, new EightBitAdamWOptions()));
        Tensor exact = plain.Slots[0].Parameter.Value, rounded = small.Slots[0].Parameter.Value;
        float[] start = exact.ToArray();
        var bound = new RoundedMoments(Count, new EightBitAdamWOptions());
        var random = new Random(7);
        float[] mean = Noise(random);
        for (int step = 1; step <= 20; step++)
        {
            float[] gradients = [.. Noise(random).Zip(mean, (noise, steady) => noise + steady)];
            exact.Gradient = Tensor.From(backend, exact.Shape, gradients).Keep();
            rounded.Gradient = Tensor.From(backend, rounded.Shape, gradients).Keep();
            bound.Step(gradients, exact.ToArray(), 0.01);
            plain.Step(0.01);
            small.Step(0.01);
            Assert.All(exact.ToArray().Zip(rounded.ToArray()).Select((pair, i) => (Math.Abs((double)pair.First - pair.Second), bound.Allowed[i])), pair =>
                Assert.InRange(pair.Item1, 0, pair.Item2));
        }

        double way = exact.ToArray().Zip(start, (now, then) => Math.Abs((double)now - then)).Average();
        Assert.InRange(bound.Allowed.Average(), 0, way / 2);
    }

    /// <summary>Sums of uniform numbers, near a normal distribution.</summary>
    private static float[] Noise(Random random) =>
        [.. Enumerable.Range(0, Count).Select(_ => (float)(Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6))];

    /// <summary>
    /// Its last steps are coarser than AdamW's, whose moments do not round; most of the way both go alike. Numbers begin 0.76 from
    /// their places (the root of 1/12 + 1/2); a loss below a hundredth of the first means 0.076, less than what the last hundred
    /// steps of 0.001 walk. Near the end gradients depend on the weights, so no bound on the distance of both holds.
    /// </summary>
    [Fact]
    public void It_goes_down_the_hill_that_AdamW_goes_down()
    {
        using var backend = new CpuBackend(2);
        var (plain, small) = (Optimizer(backend, new AdamWOptions()), Optimizer(backend, new EightBitAdamWOptions()));
        double first = Loss(plain);
        for (int step = 1; step <= 300; step++)
        {
            Step(plain, step);
            Step(small, step);
        }

        Assert.True(Loss(plain) < first / 100, $"{Loss(plain)} of {first}");
        Assert.True(Loss(small) < first / 100, $"{Loss(small)} of {first}");
    }

    [Fact]
    public void The_bits_do_not_depend_on_threads()
    {
        float[][] results = [.. new[] { 1, 2, 3 }.Select(threads =>
        {
            using var backend = new CpuBackend(threads);
            var optimizer = Optimizer(backend, new EightBitAdamWOptions());
            for (int step = 1; step <= 5; step++)
                Step(optimizer, step);
            return optimizer.Slots[0].Parameter.Value.ToArray();
        })];
        Assert.Equal(results[0], results[1]);
        Assert.Equal(results[0], results[2]);
    }

    private static OptimizedParameters Optimizer(Backend backend, IOptimizer optimizer)
    {
        var random = new Random(1);
        float[] values = [.. Enumerable.Range(0, Count).Select(_ => (float)(random.NextDouble() - 0.5))];
        return new OptimizedParameters([new TrainedTensor("w", Tensor.From(backend, new Shape(Count), values).Keep())], optimizer);
    }

    /// <summary>A step down the square of the distance to sin(i), by AdamW's rate of 0.01.</summary>
    private static void Step(OptimizedParameters optimizer, int step)
    {
        var value = optimizer.Slots[0].Parameter.Value;
        float[] numbers = value.ToArray();
        value.Gradient = Tensor.From(value.Backend, value.Shape, [.. numbers.Select((x, i) => 2 * (x - MathF.Sin(i)))]).Keep();
        optimizer.Step(step <= 200 ? 0.01 : 0.001);
    }

    private static double Loss(OptimizedParameters optimizer) =>
        optimizer.Slots[0].Parameter.Value.ToArray().Select((x, i) => Math.Pow(x - Math.Sin(i), 2)).Sum();
}
