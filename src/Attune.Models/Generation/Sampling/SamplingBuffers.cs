namespace Attune.Models;

/// <summary>Room for one sampler at a time.</summary>
internal sealed class SamplingBuffers(int vocabularySize)
{
    public float[] Logits { get; } = new float[vocabularySize];

    public float[] Scratch { get; } = new float[vocabularySize];

    public ulong[] Order { get; } = new ulong[vocabularySize];

    public double[] Weights { get; } = new double[vocabularySize];
}
