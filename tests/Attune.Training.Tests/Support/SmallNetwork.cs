using System.Text.Json;
using Attune.Tensors;

namespace Attune.Training.Tests.Support;

/// <summary>Linear(4, 8), LayerNorm(8), tanh, Linear(8, 3) and cross-entropy over 16 rows, with gradients written out in double precision.</summary>
internal sealed class SmallNetwork
{
    private const double Epsilon = 1e-5;
    private const int In = 4, Hidden = 8, Out = 3;
    private readonly float[] _inputs;
    private readonly int[] _labels;
    private readonly Dictionary<string, TrainedTensor> _parameters = [];

    public SmallNetwork(JsonElement definition, Backend backend)
    {
        _inputs = GoldenJson.Numbers(definition.GetProperty("inputs"));
        _labels = GoldenJson.Integers(definition.GetProperty("labels"));
        foreach (var entry in definition.GetProperty("initial").EnumerateObject())
        {
            float[] numbers = GoldenJson.Numbers(entry.Value);
            var shape = entry.Value[0].ValueKind == JsonValueKind.Array
                ? new Shape(entry.Value.GetArrayLength(), entry.Value[0].GetArrayLength())
                : new Shape(numbers.Length);
            _parameters.Add(entry.Name, new TrainedTensor(entry.Name, Tensor.From(backend, shape, numbers).Keep()));
        }
    }

    public IEnumerable<TrainedTensor> Parameters => _parameters.Values;

    /// <summary>The loss; gradients are in the parameters afterwards.</summary>
    public double Pass()
    {
        var values = _parameters.ToDictionary(entry => entry.Key, entry => entry.Value.Value.ToArray());
        var gradients = values.ToDictionary(entry => entry.Key, entry => new double[entry.Value.Length]);
        double loss = 0;
        for (int row = 0; row < _labels.Length; row++)
            loss += Row(_inputs.AsSpan(row * In, In), _labels[row], values, gradients) / _labels.Length;
        foreach (var (name, parameter) in _parameters)
            parameter.Value.Gradient = Tensor.From(parameter.Value.Backend, parameter.Value.Shape, gradients[name]).Keep();
        return loss;
    }

    private double Row(ReadOnlySpan<float> x, int label, Dictionary<string, float[]> p, Dictionary<string, double[]> g)
    {
        double[] hidden = new double[Hidden], normal = new double[Hidden], activated = new double[Hidden];
        for (int i = 0; i < Hidden; i++)
        {
            hidden[i] = p["first.bias"][i];
            for (int j = 0; j < In; j++)
                hidden[i] += (double)p["first.weight"][(i * In) + j] * x[j];
        }

        double mean = hidden.Average(), deviation = Math.Sqrt(hidden.Average(h => (h - mean) * (h - mean)) + Epsilon);
        for (int i = 0; i < Hidden; i++)
        {
            normal[i] = (hidden[i] - mean) / deviation;
            activated[i] = Math.Tanh((normal[i] * p["norm.weight"][i]) + p["norm.bias"][i]);
        }

        double[] logits = new double[Out];
        for (int k = 0; k < Out; k++)
            logits[k] = p["second.bias"][k] + Enumerable.Range(0, Hidden).Sum(i => p["second.weight"][(k * Hidden) + i] * activated[i]);
        double sum = logits.Sum(Math.Exp);
        double[] dActivated = new double[Hidden];
        for (int k = 0; k < Out; k++)
        {
            double d = ((Math.Exp(logits[k]) / sum) - (k == label ? 1 : 0)) / _labels.Length;
            g["second.bias"][k] += d;
            for (int i = 0; i < Hidden; i++)
            {
                g["second.weight"][(k * Hidden) + i] += d * activated[i];
                dActivated[i] += d * p["second.weight"][(k * Hidden) + i];
            }
        }

        BackThroughNorm(x, normal, activated, dActivated, deviation, p, g);
        return Math.Log(sum) - logits[label];
    }

    private static void BackThroughNorm(
        ReadOnlySpan<float> x, double[] normal, double[] activated, double[] dActivated, double deviation,
        Dictionary<string, float[]> p, Dictionary<string, double[]> g)
    {
        double[] dNormal = new double[Hidden];
        for (int i = 0; i < Hidden; i++)
        {
            double d = dActivated[i] * (1 - (activated[i] * activated[i]));
            g["norm.bias"][i] += d;
            g["norm.weight"][i] += d * normal[i];
            dNormal[i] = d * p["norm.weight"][i];
        }

        double mean = dNormal.Average(), projection = Enumerable.Range(0, Hidden).Average(i => dNormal[i] * normal[i]);
        for (int i = 0; i < Hidden; i++)
        {
            double d = (dNormal[i] - mean - (normal[i] * projection)) / deviation;
            g["first.bias"][i] += d;
            for (int j = 0; j < In; j++)
                g["first.weight"][(i * In) + j] += d * x[j];
        }
    }
}
