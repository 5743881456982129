using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>Soft caps of attention scores; counts are whole vectors.</summary>
internal static unsafe class ScoreCap
{
    /// <summary>score = cap * tanh(score / cap)</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Apply(float* scores, int count, float cap)
    {
        var bound = Vector512.Create(cap);
        for (int i = 0; i < count; i += Vectors.Lanes)
            (bound * VectorMath.Tanh(Vector512.Load(scores + i) / bound)).Store(scores + i);
    }

    /// <summary>slope = 1 - (score / cap)^2 of capped scores, 0 where a score is minus infinity: nobody sees that key.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Slopes(float* scores, float* slopes, int count, float cap)
    {
        for (int i = 0; i < count; i += Vectors.Lanes)
        {
            var score = Vector512.Load(scores + i);
            var part = score / Vector512.Create(cap);
            var slope = Vector512.FusedMultiplyAdd(-part, part, Vector512<float>.One);
            Vector512.ConditionalSelect(Vector512.Equals(score, Vectors.NegativeInfinity), Vector512<float>.Zero, slope).Store(slopes + i);
        }
    }

    /// <summary>gradient *= slope</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(float* gradients, float* slopes, int count)
    {
        for (int i = 0; i < count; i += Vectors.Lanes)
            (Vector512.Load(gradients + i) * Vector512.Load(slopes + i)).Store(gradients + i);
    }
}
