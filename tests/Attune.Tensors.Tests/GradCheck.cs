using Attune.Tensors.BitProbe;

namespace Attune.Tensors.Tests;

/// <summary>Compares recorded gradients with central differences in float64, element by element of every input.</summary>
internal static class GradCheck
{
    private const double Step = 1e-4;

    /// <summary>The worst disagreement in units of what is allowed: above 1 the gradient is wrong.</summary>
    public static (double Worst, string Where) Run(OpCase op)
    {
        var backend = new ReferenceBackend();
        var inputs = op.CreateInputs(backend);
        op.Loss(op.Run(inputs)).Backward();
        (double Worst, string Where) worst = (0, "");
        for (int input = 0; input < inputs.Length; input++)
        {
            Assert.True(inputs[input].Gradient is not null, $"{op.Name}: input {input} got no gradient");
            for (int i = 0; i < inputs[input].Shape.ElementCount; i++)
            {
                double analytic = inputs[input].Gradient!.AsDoubleSpan()[i];
                var (numeric, allowed) = Differences(op, backend, input, i);
                double excess = Math.Abs(analytic - numeric) / allowed;
                if (!(excess <= worst.Worst))
                    worst = (excess, $"{op.Name}: input {input} element {i}: {analytic:r}, by differences {numeric:r} +- {allowed:r}");
            }
        }

        return worst;
    }

    /// <summary>
    /// The derivative by central differences over h and 2h, combined to fourth order. Allowed is what rounding the loss can do to
    /// it (64 roundings at the size of its terms, over h), and a hundredth of what the two second-order formulas differ by: the
    /// error left is smaller than that by another factor of the order of h^2.
    /// </summary>
    private static (double Numeric, double Allowed) Differences(OpCase op, ReferenceBackend backend, int input, int element)
    {
        double near = (LossAt(op, backend, input, element, Step, out double size) - LossAt(op, backend, input, element, -Step, out _)) / (2 * Step);
        double far = (LossAt(op, backend, input, element, 2 * Step, out _) - LossAt(op, backend, input, element, -2 * Step, out _)) / (4 * Step);
        double rounding = 64 * 2.2e-16 * Math.Max(size, 1e-3) / Step;
        double series = Math.Abs(near - far) * 1e-2;
        return (((4 * near) - far) / 3, rounding + series);
    }

    private static double LossAt(OpCase op, ReferenceBackend backend, int input, int element, double change, out double size)
    {
        using var off = Gradients.Off();
        using var scope = backend.BeginScope();
        var inputs = op.CreateInputs(backend, requiresGradient: false);
        inputs[input].AsDoubleSpan()[element] += change;
        var result = op.Run(inputs);
        size = 0;
        foreach (double value in result.AsDoubleSpan())
            size += Math.Abs(value);
        return op.Loss(result).AsDoubleSpan()[0];
    }
}
