namespace Attune.Tensors.BitProbe;

/// <summary>
/// One op on inputs of one size: the row of the table that the gradient checks, the comparison of backends, the tests of
/// bit equality and the bit probe all run through.
/// </summary>
/// <param name="Name">Op and size.</param>
/// <param name="Inputs">Shapes of the differentiable inputs.</param>
/// <param name="ChainLength">The number of roundings on the longest way from an input element to a result, order of magnitude.</param>
/// <param name="Run">From the inputs to a result of any shape.</param>
public sealed record OpCase(string Name, Shape[] Inputs, int ChainLength, Func<Tensor[], Tensor> Run)
{
    /// <summary>Factor on the normal inputs.</summary>
    public double InputScale { get; init; } = 1;

    /// <summary>The size of the terms of a result where they cancel by design, so that rounding is relative to them.</summary>
    public double TermSize { get; init; }

    public override string ToString() => Name;

    /// <summary>The same float32 numbers on any backend.</summary>
    public Tensor[] CreateInputs(Backend backend, bool requiresGradient = true)
    {
        var inputs = new Tensor[Inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = Tensor.From(backend, Inputs[i], Numbers(Inputs[i].ElementCount, i + 1));
            inputs[i].RequiresGradient = requiresGradient;
        }

        return inputs;
    }

    /// <summary>The scalar sum of result * constants, so that every element of the result has its own weight in the gradients.</summary>
    public Tensor Loss(Tensor result) => result.Multiply(Tensor.From(result.Backend, result.Shape, Numbers(result.Shape.ElementCount, 100))).Sum();

    private float[] Numbers(int count, int stream)
    {
        ulong state = (ulong)stream * 0x9E3779B97F4A7C15;
        foreach (char c in Name)
            state = (state ^ c) * 0x100000001B3;
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++)
        {
            // The sum of four uniform numbers, near enough to normal with variance 1.
            double sum = 0;
            for (int term = 0; term < 4; term++)
            {
                state = (state * 6364136223846793005) + 1442695040888963407;
                sum += (state >> 40) / (double)(1 << 24);
            }

            numbers[i] = (float)((sum - 2) * Math.Sqrt(3) * InputScale);
        }

        return numbers;
    }
}
