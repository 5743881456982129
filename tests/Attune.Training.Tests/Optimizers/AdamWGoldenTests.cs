using System.Text.Json;
using Attune.Tensors;
using Attune.TestSupport;
using Attune.Training.Tests.Support;

namespace Attune.Training.Tests.Optimizers;

public class AdamWGoldenTests
{
    [SharedFact("golden/optimizers/trajectories.json")]
    public void Trajectories_are_those_of_the_reference()
    {
        using var file = GoldenJson.Open("optimizers", "trajectories.json");
        int cases = 0;
        foreach (var item in file.RootElement.GetProperty("cases").EnumerateArray())
        {
            var hyper = item.GetProperty("hyper");
            if (item.GetProperty("optimizer").GetString() != "adamw" || hyper.GetProperty("amsgrad").GetBoolean())
                continue;
            cases++;
            Replay(item, hyper, file.RootElement);
        }

        Assert.Equal(12, cases);
    }

    [SharedFact("golden/optimizers/clipping.json")]
    public void Clipping_is_that_of_the_reference()
    {
        using var file = GoldenJson.Open("optimizers", "clipping.json");
        int cases = 0;
        foreach (var item in file.RootElement.GetProperty("cases").EnumerateArray())
        {
            if (item.GetProperty("kind").GetString() != "norm" || item.GetProperty("norm_type").ToString() != "2.0")
                continue;
            if (!float.IsFinite(GoldenJson.Numbers(item.GetProperty("total_norm"))[0]))
                continue; // the loop stops there instead of clipping
            cases++;
            CheckClipping(item);
        }

        Assert.True(cases >= 3, $"only {cases} cases");
    }

    private static void Replay(JsonElement item, JsonElement hyper, JsonElement root)
    {
        var backend = new CpuBackend(1);
        var start = root.GetProperty("start");
        var weight = Leaf(backend, "weight", new Shape(3, 4), start.GetProperty("weight"));
        var bias = Leaf(backend, "bias", new Shape(4), start.GetProperty("bias"));
        float[] betas = GoldenJson.Numbers(hyper.GetProperty("betas"));
        var optimizer = new AdamW([weight, bias], new AdamWOptions
        {
            LearningRate = hyper.GetProperty("lr").GetDouble(),
            Beta1 = Math.Round((double)betas[0], 6),
            Beta2 = Math.Round((double)betas[1], 6),
            Epsilon = hyper.GetProperty("eps").GetDouble(),
            WeightDecay = hyper.GetProperty("weight_decay").GetDouble(),
            Groups = [],
        });
        string kind = item.GetProperty("gradients").GetString()!;
        var gradients = root.GetProperty("gradients").GetProperty(kind);
        double tolerance = kind == "scales" ? 5e-5 : 1e-5; // the golden's notes, relative to 1 + |x|
        var recorded = item.GetProperty("after").EnumerateArray().ToDictionary(after => after.GetProperty("step").GetInt32());
        for (int step = 1; step <= 20; step++)
        {
            weight.Value.Gradient = Tensor.From(backend, new Shape(3, 4), GoldenJson.Numbers(gradients.GetProperty("weight")[step - 1])).Keep();
            bias.Value.Gradient = Tensor.From(backend, new Shape(4), GoldenJson.Numbers(gradients.GetProperty("bias")[step - 1])).Keep();
            optimizer.Step(hyper.GetProperty("lr").GetDouble());
            Assert.Null(weight.Value.Gradient);
            if (!recorded.TryGetValue(step, out var after))
                continue;
            Near(GoldenJson.Numbers(after.GetProperty("weight")), weight.Value.ToArray(), tolerance, $"{item.GetProperty("name")} step {step}");
            Near(GoldenJson.Numbers(after.GetProperty("bias")), bias.Value.ToArray(), tolerance, $"{item.GetProperty("name")} step {step}");
        }
    }

    private static void CheckClipping(JsonElement item)
    {
        var backend = new CpuBackend(1);
        List<TrainedTensor> parameters = [];
        foreach (var gradient in item.GetProperty("gradients").EnumerateArray())
        {
            float[] values = gradient.ValueKind == JsonValueKind.Null ? [] : GoldenJson.Numbers(gradient);
            var tensor = Tensor.Zeros(backend, new Shape(Math.Max(1, values.Length))).Keep();
            if (gradient.ValueKind != JsonValueKind.Null)
                tensor.Gradient = Tensor.From(backend, new Shape(values.Length), values).Keep();
            parameters.Add(new TrainedTensor($"p{parameters.Count}", tensor));
        }

        var optimizer = new AdamW(parameters, new AdamWOptions());
        double norm = optimizer.GradientNorm();
        double expected = GoldenJson.Numbers(item.GetProperty("total_norm"))[0];
        Assert.Equal(expected, norm, 1e-6 * expected); // a float32 norm of the reference: half an ulp, and its sums'
        optimizer.ClipGradients(norm, item.GetProperty("max").GetDouble());
        int index = 0;
        foreach (var clipped in item.GetProperty("clipped").EnumerateArray())
        {
            var gradient = parameters[index++].Value.Gradient;
            if (clipped.ValueKind == JsonValueKind.Null)
                Assert.Null(gradient);
            else
                Near(GoldenJson.Numbers(clipped), gradient!.ToArray(), 1e-6, item.GetProperty("name").GetString()!);
        }
    }

    private static TrainedTensor Leaf(Backend backend, string name, Shape shape, JsonElement values) =>
        new(name, Tensor.From(backend, shape, GoldenJson.Numbers(values)).Keep());

    private static void Near(float[] expected, float[] actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Math.Abs((double)expected[i] - actual[i]);
            Assert.True(error <= tolerance * (1 + Math.Abs(expected[i])), $"{what}: [{i}] {actual[i]:R} is not {expected[i]:R}");
        }
    }
}
