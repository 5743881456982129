using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// The rows of virtual tokens: a small embedding, and where the method reparametrises, linear layers with a function between
/// them. Only the finished rows matter once training is over.
/// </summary>
internal sealed class PromptEncoder
{
    private readonly Activation _activation;
    private readonly List<(Parameter Weight, Parameter Bias)> _layers = [];

    /// <param name="tokens">How many rows.</param>
    /// <param name="width">Width of the small embedding.</param>
    /// <param name="layers">Name below the encoder and outputs of each linear layer; none where the embedding is the rows.</param>
    /// <param name="activation">The function between linear layers.</param>
    public PromptEncoder(int tokens, int width, IReadOnlyList<(string Name, int Outputs)> layers, Activation activation)
    {
        _activation = activation;
        Embedding = new Parameter(Prefix + "embedding.weight", new Shape(tokens, width));
        foreach (var (name, outputs) in layers)
        {
            _layers.Add((new Parameter($"{Prefix}{name}.weight", new Shape(outputs, width)), new Parameter($"{Prefix}{name}.bias", new Shape(outputs))));
            width = outputs;
        }

        Width = width;
        Parameters = [Embedding, .. _layers.SelectMany(layer => new[] { layer.Weight, layer.Bias })];
    }

    /// <summary>What stands before the names of the encoder's parameters.</summary>
    public const string Prefix = "prompt_encoder.";

    /// <summary>The small embedding, [tokens, width].</summary>
    public Parameter Embedding { get; }

    /// <summary>All that is trained.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Width of the finished rows.</summary>
    public int Width { get; }

    /// <summary>Whether the rows are the embedding itself.</summary>
    public bool IsPlain => _layers.Count == 0;

    /// <summary>What the embedding starts from, or null for normal numbers.</summary>
    public Func<Tensor>? Start { get; init; }

    /// <summary>Fresh numbers as PyTorch's layers have them: the embedding normal, linear layers uniform within 1 / sqrt(inputs) either way.</summary>
    public void Fill(Backend backend, ulong seed)
    {
        Embedding.Value = Start is { } start ? start() : FreshNumbers.Of(Embedding, backend, seed, (random, i) => random.Normal(i));
        foreach (var (weight, bias) in _layers)
        {
            var bound = 1 / Math.Sqrt(weight.Shape[1]);
            weight.Value = FreshNumbers.Of(weight, backend, seed, (random, i) => ((2 * random.Uniform(i)) - 1) * bound);
            bias.Value = FreshNumbers.Of(bias, backend, seed, (random, i) => ((2 * random.Uniform(i)) - 1) * bound);
        }
    }

    /// <summary>The finished rows, [tokens, <see cref="Width"/>].</summary>
    public Tensor Rows()
    {
        var rows = Embedding.Value;
        for (var i = 0; i < _layers.Count; i++)
        {
            if (i > 0)
                rows = rows.Activate(_activation);
            rows = rows.Linear(_layers[i].Weight.Value, _layers[i].Bias.Value); // [n, in] [out, in]^T -> [n, out]
        }

        return rows;
    }
}
