using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// The sixteen virtual lanes that reductions use on every machine, whatever its real width, and how they are combined:
/// always the same tree. Loads may reach behind the end of a row (storages have slack), stores may not.
/// </summary>
internal static unsafe class Vectors
{
    /// <summary>Lanes of a vector.</summary>
    public const int Lanes = 16;

    public static Vector512<float> NegativeInfinity => Vector512.Create(float.NegativeInfinity);

    private static Vector512<int> LaneNumbers =>
        Vector512.Create(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);

    /// <summary>All bits set in the lanes below <paramref name="count"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> FirstLanes(int count) =>
        Vector512.LessThan(LaneNumbers, Vector512.Create(count)).AsSingle();

    /// <summary>The first <paramref name="count"/> elements (16 or more: all), <paramref name="rest"/> in the other lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float* source, int count, Vector512<float> rest)
    {
        var loaded = Vector512.Load(source);
        return count >= Lanes ? loaded : Vector512.ConditionalSelect(FirstLanes(count), loaded, rest);
    }

    /// <summary>The first <paramref name="count"/> elements (16 or more: all), zeros in the other lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float* source, int count) => Load(source, count, Vector512<float>.Zero);

    /// <summary>Stores the first <paramref name="count"/> lanes (16 or more: all) and nothing else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, float* destination, int count)
    {
        if (count >= Lanes)
            value.Store(destination);
        else
            StoreLanes(value, destination, count);
    }

    /// <summary>The sum of the lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector512<float> value)
    {
        var eight = value.GetLower() + value.GetUpper();
        var four = eight.GetLower() + eight.GetUpper();
        return (four.GetElement(0) + four.GetElement(2)) + (four.GetElement(1) + four.GetElement(3));
    }

    /// <summary>The sum of the lanes of two vectors of eight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum(Vector512<double> low, Vector512<double> high)
    {
        var eight = low + high;
        var four = eight.GetLower() + eight.GetUpper();
        return (four.GetElement(0) + four.GetElement(2)) + (four.GetElement(1) + four.GetElement(3));
    }

    /// <summary>The greater of each pair of lanes; the first where one is not a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Max(Vector512<float> a, Vector512<float> b) =>
        Vector512.ConditionalSelect(Vector512.GreaterThan(b, a), b, a);

    /// <summary>The greatest lane; lanes that are not numbers do not count.</summary>
    public static float Max(Vector512<float> value)
    {
        float maximum = float.NegativeInfinity;
        for (int lane = 0; lane < Lanes; lane++)
        {
            if (value.GetElement(lane) > maximum)
                maximum = value.GetElement(lane);
        }

        return maximum;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreLanes(Vector512<float> value, float* destination, int count)
    {
        float* lanes = stackalloc float[Lanes];
        value.Store(lanes);
        for (int i = 0; i < count; i++)
            destination[i] = lanes[i];
    }
}
