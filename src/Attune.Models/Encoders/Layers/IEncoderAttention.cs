using Attune.Tensors;

namespace Attune.Models;

/// <summary>How the tokens of one pass look at one another; all layers of the pass share it.</summary>
internal interface IEncoderAttention
{
    /// <summary>[T, C] to [T, C].</summary>
    /// <param name="x">Hidden states.</param>
    /// <param name="projections">The layer's matrices.</param>
    Tensor Attend(Tensor x, AttentionProjections projections);
}

/// <summary>The matrices before attention.</summary>
internal sealed record AttentionProjections(LinearLayer Query, LinearLayer Key, LinearLayer Value);

/// <summary>Every token looks at all tokens of its text by their contents alone.</summary>
internal sealed class ContentAttention(EncoderPass pass, EncoderConfiguration c) : IEncoderAttention
{
    public Tensor Attend(Tensor x, AttentionProjections projections) => Attention.Packed(
        projections.Query.Forward(x), projections.Key.Forward(x), projections.Value.Forward(x), pass.Documents,
        c.HeadCount, c.HeadCount, 1 / Math.Sqrt(c.HeadDimension), AttentionWindow.Full);
}

/// <summary>The same with a bias by distance (MPNet).</summary>
/// <param name="pass">The texts.</param>
/// <param name="c">The model.</param>
/// <param name="bias">[distances, H]</param>
internal sealed class DistanceAttention(EncoderPass pass, EncoderConfiguration c, Tensor bias) : IEncoderAttention
{
    public Tensor Attend(Tensor x, AttentionProjections projections) => Attention.WithDistances(
        projections.Query.Forward(x), projections.Key.Forward(x), projections.Value.Forward(x), pass.Documents,
        c.HeadCount, 1 / Math.Sqrt(c.HeadDimension), bias);
}

/// <summary>Contents and distances, whose embeddings go through the layer's own matrices (DeBERTa).</summary>
/// <param name="pass">The texts.</param>
/// <param name="c">The model.</param>
/// <param name="embeddings">Of distances, [R, C].</param>
/// <param name="buckets">Which distance is which.</param>
internal sealed class ContentAndDistanceAttention(
    EncoderPass pass, EncoderConfiguration c, Tensor embeddings, DistanceBuckets buckets) : IEncoderAttention
{
    public Tensor Attend(Tensor x, AttentionProjections projections)
    {
        var both = x.AppendRows(embeddings); // [T + R, C]
        var terms = 1 + (buckets.HasKeys ? 1 : 0) + (buckets.HasQueries ? 1 : 0);
        return DisentangledAttention.Run(
            projections.Query.Forward(both), projections.Key.Forward(both), projections.Value.Forward(x), pass.Documents,
            c.HeadCount, 1 / Math.Sqrt((double)c.HeadDimension * terms), buckets);
    }
}
