using System.Text.Json;
using Attune.Tensors;
using Attune.TestSupport;
using Attune.Training.Tests.Support;

namespace Attune.Training.Tests.Optimizers;

public class ClippingGoldenTests
{
    // A float32 norm of the reference: half a unit in the last place and its sums', more where numbers are subnormal.
    private const double Tolerance = 1e-6;

    [SharedTheory("golden/optimizers/clipping.json")]
    [InlineData(true)]
    [InlineData(false)]
    public void Clipping_is_that_of_the_reference(bool onCpu)
    {
        using var file = GoldenJson.Open("optimizers", "clipping.json");
        using var cpu = new CpuBackend(2);
        Backend backend = onCpu ? cpu : new ReferenceBackend();
        int norms = 0, values = 0;
        foreach (var item in file.RootElement.GetProperty("cases").EnumerateArray())
        {
            var gradients = item.GetProperty("gradients").EnumerateArray().Select(gradient => Read(backend, gradient)).ToArray();
            string name = item.GetProperty("name").GetString()!;
            double maximum = item.GetProperty("max").GetDouble();
            if (item.GetProperty("kind").GetString() == "norm")
            {
                norms++;
                double order = GoldenJson.Numbers(item.GetProperty("norm_type"))[0];
                Near(GoldenJson.Numbers(item.GetProperty("total_norm"))[0], GradientClipping.ByNorm(gradients, maximum, order), name);
            }
            else
            {
                values++;
                foreach (var gradient in gradients.OfType<Tensor>())
                    GradientClipping.ByValue(gradient, maximum);
            }

            Compare(item.GetProperty("clipped"), gradients, name);
        }

        Assert.Equal((74, 9), (norms, values));
    }

    private static Tensor? Read(Backend backend, JsonElement gradient)
    {
        if (gradient.ValueKind == JsonValueKind.Null)
            return null;
        float[] numbers = GoldenJson.Numbers(gradient);
        return Tensor.From(backend, new Shape(numbers.Length), numbers);
    }

    private static void Compare(JsonElement clipped, Tensor?[] gradients, string name)
    {
        int index = 0;
        foreach (var expected in clipped.EnumerateArray())
        {
            var gradient = gradients[index++];
            Assert.Equal(expected.ValueKind == JsonValueKind.Null, gradient is null);
            if (gradient is null)
                continue;
            float[] numbers = GoldenJson.Numbers(expected), actual = gradient.ToArray();
            Assert.Equal(numbers.Length, actual.Length);
            for (int i = 0; i < numbers.Length; i++)
                Near(numbers[i], actual[i], $"{name} [{i}]");
        }
    }

    private static void Near(double expected, double actual, string what) => Assert.True(
        expected.Equals(actual) || (float)expected == (float)actual || Math.Abs(expected - actual) <= Tolerance * Math.Abs(expected),
        $"{what}: {actual:R} is not {expected:R}");
}
