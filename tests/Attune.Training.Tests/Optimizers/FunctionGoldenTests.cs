using Attune.Tensors;
using Attune.TestSupport;
using Attune.Training.Tests.Support;

namespace Attune.Training.Tests.Optimizers;

/// <summary>Twenty steps on a quadratic function and on a small network with two parameter groups and clipping.</summary>
public class FunctionGoldenTests
{
    private const string Functions = "golden/optimizers/functions.json";
    private const double Tolerance = 1e-4; // the golden's notes, on losses late in the run

    [SharedFact(Functions)]
    public void Minimising_a_quadratic_function_is_that_of_the_reference()
    {
        using var file = GoldenJson.Open("optimizers", "functions.json");
        using var backend = new CpuBackend(1);
        var definition = file.RootElement.GetProperty("quadratic_definition");
        float[] matrix = GoldenJson.Numbers(definition.GetProperty("matrix")), vector = GoldenJson.Numbers(definition.GetProperty("vector"));
        List<string> wrong = [];
        foreach (var item in file.RootElement.GetProperty("quadratic").EnumerateArray())
        {
            string name = item.GetProperty("name").GetString()!;
            var optimizer = GoldenOptimizers.CreateByCase(name, item.GetProperty("hyper"));
            var x = new TrainedTensor("x", Tensor.From(backend, new Shape(vector.Length), GoldenJson.Numbers(definition.GetProperty("begin"))).Keep());
            var parameters = new OptimizedParameters([x], optimizer);
            float[] losses = GoldenJson.Numbers(item.GetProperty("loss"));
            for (int step = 0; step < losses.Length; step++)
            {
                var (loss, gradient) = Quadratic(matrix, vector, x.Value.ToArray());
                Check(losses[step], loss, $"{name} loss {step}", wrong);
                x.Value.Gradient = Tensor.From(backend, x.Value.Shape, gradient).Keep();
                parameters.Step(optimizer.LearningRate);
                Check(GoldenJson.Numbers(item.GetProperty("x")[step]), x.Value.ToArray(), $"{name} x after {step}", wrong);
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.Equal(30, file.RootElement.GetProperty("quadratic").GetArrayLength());
    }

    [SharedFact(Functions)]
    public void Training_a_network_with_groups_and_clipping_is_that_of_the_reference()
    {
        using var file = GoldenJson.Open("optimizers", "functions.json");
        using var backend = new CpuBackend(1);
        var definition = file.RootElement.GetProperty("mlp_definition");
        List<string> wrong = [];
        foreach (var item in file.RootElement.GetProperty("mlp").EnumerateArray())
        {
            string name = item.GetProperty("name").GetString()!;
            var hyper = item.GetProperty("hyper");
            var network = new SmallNetwork(definition, backend);
            var optimizer = GoldenOptimizers.CreateByCase(name, hyper);
            bool hasRate = optimizer is not TransformersAdafactor { RelativeStep: true };
            var parameters = new OptimizedParameters(network.Parameters, WithGroup(optimizer, hasRate ? 0.5 : 1));
            float[] losses = GoldenJson.Numbers(item.GetProperty("loss")), norms = GoldenJson.Numbers(item.GetProperty("grad_norm"));
            for (int step = 0; step < losses.Length; step++)
            {
                Check(losses[step], network.Pass(), $"{name} loss {step}", wrong);
                double norm = parameters.GradientNorm();
                Check(norms[step], norm, $"{name} norm {step}", wrong);
                parameters.ClipGradients(norm, 0.5);
                parameters.Step(optimizer.LearningRate);
            }

            foreach (var parameter in network.Parameters)
                Check(GoldenJson.Numbers(item.GetProperty("final").GetProperty(parameter.Name)), parameter.Value.ToArray(), $"{name} {parameter.Name}", wrong);
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
        Assert.Equal(30, file.RootElement.GetProperty("mlp").GetArrayLength());
    }

    /// <summary>Biases and the norm: no weight decay and a rate of their own.</summary>
    private static IOptimizer WithGroup(IOptimizer optimizer, double factor)
    {
        IReadOnlyList<ParameterGroup> groups = [new(@"bias|^norm\.") { WeightDecay = 0, LearningRateFactor = factor }];
        return optimizer switch
        {
            Sgd o => o with { Groups = groups },
            Adam o => o with { Groups = groups },
            AdamWOptions o => o with { Groups = groups },
            RmsProp o => o with { Groups = groups },
            Adagrad o => o with { Groups = groups },
            Adadelta o => o with { Groups = groups },
            Adamax o => o with { Groups = groups },
            RAdam o => o with { Groups = groups },
            NAdam o => o with { Groups = groups },
            Adafactor o => o with { Groups = groups },
            TransformersAdafactor o => o with { Groups = groups },
            Lion o => o with { Groups = groups },
            _ => throw new NotSupportedException(optimizer.Name),
        };
    }

    /// <summary>x.Ax/2 - b.x and its gradient Ax - b.</summary>
    private static (double Loss, float[] Gradient) Quadratic(float[] matrix, float[] vector, float[] x)
    {
        double loss = 0;
        float[] gradient = new float[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            double product = 0;
            for (int j = 0; j < x.Length; j++)
                product += (double)matrix[(i * x.Length) + j] * x[j];
            gradient[i] = (float)(product - vector[i]);
            loss += x[i] * ((product / 2) - vector[i]);
        }

        return (loss, gradient);
    }

    private static void Check(float[] expected, float[] actual, string what, List<string> wrong)
    {
        for (int i = 0; i < expected.Length; i++)
            Check(expected[i], actual[i], $"{what} [{i}]", wrong);
    }

    private static void Check(double expected, double actual, string what, List<string> wrong)
    {
        if (!(Math.Abs(expected - actual) <= Tolerance * (1 + Math.Abs(expected))))
            wrong.Add($"{what}: {actual:R} is not {expected:R}");
    }
}
