using System.Text.Json;
using Attune.Tensors;
using Attune.TestSupport;
using Attune.Training.Tests.Support;

namespace Attune.Training.Tests.Optimizers;

/// <summary>Twenty steps of every optimizer beside those of PyTorch and transformers, weights and state.</summary>
public class TrajectoryGoldenTests
{
    private const string Trajectories = "golden/optimizers/trajectories.json";
    private const int Steps = 20, CaseCount = 93;

    // Numbers that are functions of the step or of the parameter, and so no state here.
    private static readonly string[] NoState = ["step", "mu_product", "RMS"];

    [SharedTheory(Trajectories)]
    [InlineData(true)]
    [InlineData(false)]
    public void Trajectories_are_those_of_the_reference(bool onCpu)
    {
        using var file = GoldenJson.Open("optimizers", "trajectories.json");
        using var cpu = new CpuBackend(2);
        Backend backend = onCpu ? cpu : new ReferenceBackend();
        List<string> wrong = [];
        int cases = 0;
        foreach (var item in file.RootElement.GetProperty("cases").EnumerateArray())
        {
            cases++;
            Replay(item, file.RootElement, backend, wrong);
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.Equal(CaseCount, cases);
    }

    private static void Replay(JsonElement item, JsonElement root, Backend backend, List<string> wrong)
    {
        var start = root.GetProperty("start");
        TrainedTensor weight = Leaf(backend, "weight", new Shape(3, 4), start), bias = Leaf(backend, "bias", new Shape(4), start);
        string kind = item.GetProperty("gradients").GetString()!, name = item.GetProperty("name").GetString()!;
        TrainedTensor[] trained = item.GetProperty("parameters").GetArrayLength() == 1 ? [weight] : [weight, bias];
        var optimizer = GoldenOptimizers.Create(item.GetProperty("optimizer").GetString()!, item.GetProperty("hyper"));
        var parameters = new OptimizedParameters(trained, optimizer);
        var gradients = root.GetProperty("gradients").GetProperty(kind);
        // The golden's notes, relative to 1 + |x|: 1e-5, and 5e-5 for gradients of all scales and for directions by sign.
        double tolerance = kind == "scales" || optimizer is Lion ? 5e-5 : 1e-5;
        var recorded = item.GetProperty("after").EnumerateArray().ToDictionary(after => after.GetProperty("step").GetInt32());
        for (int step = 1; step <= Steps; step++)
        {
            foreach (var parameter in trained)
            {
                float[] gradient = GoldenJson.Numbers(gradients.GetProperty(parameter.Name)[step - 1]);
                parameter.Value.Gradient = Tensor.From(backend, parameter.Value.Shape, gradient).Keep();
            }

            parameters.Step(optimizer.LearningRate);
            Assert.Null(weight.Value.Gradient);
            if (recorded.TryGetValue(step, out var after))
            {
                foreach (var parameter in trained)
                    Near(GoldenJson.Numbers(after.GetProperty(parameter.Name)), parameter.Value.ToArray(), tolerance, $"{name} {parameter.Name} step {step}", wrong);
            }

            if (item.GetProperty("state").TryGetProperty($"{step}", out var state))
                CompareState(state, parameters, tolerance, $"{name} step {step}", wrong);
        }
    }

    private static void CompareState(JsonElement state, OptimizedParameters parameters, double tolerance, string what, List<string> wrong)
    {
        for (int i = 0; i < parameters.Slots.Count; i++)
        {
            var slot = parameters.Slots[i];
            var recorded = state[i].EnumerateObject().Where(entry => !NoState.Contains(entry.Name)).ToDictionary(entry => entry.Name, entry => entry.Value);
            Assert.Equal(recorded.Keys.Order(), slot.StateNames.Select(kept => kept.Name).Order());
            for (int k = 0; k < slot.StateNames.Length; k++)
                Near(GoldenJson.Numbers(recorded[slot.StateNames[k].Name]), slot.Numbers(k), tolerance, $"{what} {slot.Parameter.Name}.{slot.StateNames[k].Name}", wrong);
        }
    }

    private static TrainedTensor Leaf(Backend backend, string name, Shape shape, JsonElement start) =>
        new(name, Tensor.From(backend, shape, GoldenJson.Numbers(start.GetProperty(name))).Keep());

    private static void Near(float[] expected, float[] actual, double tolerance, string what, List<string> wrong)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Math.Abs((double)expected[i] - actual[i]);
            if (!(error <= tolerance * (1 + Math.Abs(expected[i]))))
                wrong.Add($"{what}: [{i}] {actual[i]:R} is not {expected[i]:R}, off by {error / (1 + Math.Abs(expected[i])):0.0e0}");
        }
    }
}
