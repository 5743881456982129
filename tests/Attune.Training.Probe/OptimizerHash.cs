using System.Runtime.InteropServices;
using Attune.Tensors;

namespace Attune.Training.Probe;

/// <summary>Some steps of an optimizer with parameters of several shapes, and a hash of every bit they leave.</summary>
public sealed class OptimizerHash
{
    private const int HashedSteps = 7;

    // Above and below the sizes of vectors, pieces and blocks; tall, wide and square.
    private static readonly Shape[] Shapes = [new(1), new(17), new(3, 5), new(70, 33), new(130, 300), new(64, 64), new(20_000)];

    private readonly IOptimizer _optimizer;
    private readonly Tensor[] _parameters;
    private readonly Tensor[][] _state;

    public OptimizerHash(Backend backend, IOptimizer optimizer)
    {
        _optimizer = optimizer;
        _parameters = [.. Shapes.Select((shape, i) => Tensor.From(backend, shape, Numbers(shape.ElementCount, (ulong)i)).Keep())];
        _state = [.. Shapes.Select((shape, i) => optimizer.StateOf($"p{i}", shape).Select(kept => Tensor.Zeros(backend, kept.Shape).Keep()).ToArray())];
    }

    /// <summary>The hash after seven steps.</summary>
    public static string Of(IOptimizer optimizer, int threads)
    {
        using var backend = new CpuBackend(threads);
        var run = new OptimizerHash(backend, optimizer);
        for (int step = 1; step <= HashedSteps; step++)
            run.Step(step);
        ulong hash = 14695981039346656037;
        foreach (var tensor in run._parameters.Concat(run._state.SelectMany(kept => kept)))
        {
            foreach (uint bits in MemoryMarshal.Cast<float, uint>(tensor.AsReadOnlySpan()))
                hash = (hash ^ bits) * 1099511628211;
        }

        return hash.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Takes one step with every parameter.</summary>
    /// <param name="step">Its number, counted from 1.</param>
    public void Step(int step)
    {
        for (int i = 0; i < _parameters.Length; i++)
        {
            var backend = _parameters[i].Backend;
            using var scope = backend.BeginScope();
            _optimizer.Update(new ParameterUpdate
            {
                Name = $"p{i}",
                Parameter = _parameters[i],
                Gradient = Tensor.From(backend, Shapes[i], Numbers(Shapes[i].ElementCount, (ulong)((step * 100) + i))),
                State = _state[i],
                Step = step,
                LearningRate = _optimizer.LearningRate,
                WeightDecay = 0.01,
            });
        }
    }

    /// <summary>Numbers of both signs and of magnitudes from 1e-6 to 1.</summary>
    private static float[] Numbers(int count, ulong stream)
    {
        ulong state = (stream + 1) * 0x9E3779B97F4A7C15;
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++)
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
            double fraction = ((state >> 40) / (double)(1 << 23)) - 1;
            numbers[i] = (float)(fraction * (i % 3 == 0 ? 1e-6 : 1));
        }

        return numbers;
    }
}
