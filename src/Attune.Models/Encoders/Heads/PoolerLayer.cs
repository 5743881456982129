using Attune.Tensors;

namespace Attune.Models;

/// <summary>tanh(dense(first token)): one vector for each text, learned with the model.</summary>
internal static class PoolerLayer
{
    public static DenseTransform Create(WeightSource body, EncoderConfiguration c) => new(
        new LinearLayer(body.At("pooler.dense"), c.HiddenSize, c.HiddenSize, bias: true), Activation.Tanh);
}
