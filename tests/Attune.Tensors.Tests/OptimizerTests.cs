using System.Text.Json;
using Attune.TestSupport;

namespace Attune.Tensors.Tests;

public class OptimizerTests
{
    private const string Trajectories = "golden/optimizers/trajectories.json";

    /// <summary>PyTorch's own trajectories: 20 steps, on gradients of usual, sparse and wildly different sizes.</summary>
    [SharedTheory(Trajectories)]
    [InlineData(true)]
    [InlineData(false)]
    public void AdamW_follows_PyTorch(bool onCpu)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(SharedData.Path(Trajectories)));
        int compared = 0;
        foreach (var theCase in file.RootElement.GetProperty("cases").EnumerateArray())
        {
            if (theCase.GetProperty("optimizer").GetString() != "adamw" || theCase.GetProperty("hyper").GetProperty("amsgrad").GetBoolean())
                continue;
            using var cpu = new CpuBackend(2);
            foreach (var name in theCase.GetProperty("parameters").EnumerateArray())
                Follow(onCpu ? cpu : new ReferenceBackend(), file.RootElement, theCase, name.GetString()!);
            compared++;
        }

        Assert.True(compared >= 12, $"{compared} cases of AdamW in {Trajectories}");
    }

    [Fact]
    public void Sum_of_squares_is_exact_where_double_is()
    {
        using var cpu = new CpuBackend(3);
        float[] numbers = [.. Enumerable.Range(0, 100_001).Select(static i => (float)(i % 4096))];
        var tensor = Tensor.From(cpu, new Shape(100_001), numbers);
        Assert.Equal(numbers.Sum(static x => (double)x * x), cpu.SumOfSquares(tensor));
        cpu.ScaleInPlace(tensor, 0.5);
        Assert.Equal(numbers.Sum(static x => (double)x * x) / 4, cpu.SumOfSquares(tensor));
    }

    private static void Follow(Backend backend, JsonElement root, JsonElement theCase, string name)
    {
        var hyper = theCase.GetProperty("hyper");
        double Number(string key) => hyper.GetProperty(key).GetDouble();
        float[] start = Floats(root.GetProperty("start").GetProperty(name));
        var parameter = Tensor.From(backend, new Shape(start.Length), start);
        var m = Tensor.Zeros(backend, parameter.Shape);
        var v = Tensor.Zeros(backend, parameter.Shape);
        string gradients = theCase.GetProperty("gradients").GetString()!;
        // The goldens' own tolerance: relative to 1 + |x|, wider for gradients from 1e-12 to 1e4.
        double tolerance = gradients == "scales" ? 5e-5 : 1e-5;
        int step = 0;
        var after = theCase.GetProperty("after").EnumerateArray().ToDictionary(static a => a.GetProperty("step").GetInt32());
        foreach (var element in GradientSteps(root.GetProperty("gradients").GetProperty(gradients), name))
        {
            step++;
            var gradient = Tensor.From(backend, parameter.Shape, Floats(element));
            backend.AdamWUpdate(
                parameter, gradient, m, v, step, Number("lr"), hyper.GetProperty("betas")[0].GetDouble(),
                hyper.GetProperty("betas")[1].GetDouble(), Number("eps"), Number("weight_decay"));
            if (!after.TryGetValue(step, out var expected))
                continue;
            float[] golden = Floats(expected.GetProperty(name));
            float[] actual = parameter.ToArray();
            for (int i = 0; i < golden.Length; i++)
                Assert.True(Math.Abs(golden[i] - actual[i]) <= tolerance * (1 + Math.Abs(golden[i])), $"{theCase.GetProperty("name")} {name}[{i}] step {step}: {actual[i]} instead of {golden[i]}");
        }

        Assert.Equal(20, step);
    }

    private static IEnumerable<JsonElement> GradientSteps(JsonElement gradients, string name) => gradients.ValueKind == JsonValueKind.Array
        ? gradients.EnumerateArray().Select(step => step.GetProperty(name))
        : gradients.GetProperty(name).EnumerateArray();

    private static float[] Floats(JsonElement element)
    {
        var numbers = new List<float>();
        Flatten(element, numbers);
        return [.. numbers];
    }

    private static void Flatten(JsonElement element, List<float> numbers)
    {
        if (element.ValueKind == JsonValueKind.Number)
        {
            numbers.Add(element.GetSingle());
            return;
        }

        foreach (var item in element.EnumerateArray())
            Flatten(item, numbers);
    }
}
