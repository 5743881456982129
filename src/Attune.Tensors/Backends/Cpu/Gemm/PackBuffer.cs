using System.Runtime.InteropServices;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>Aligned native memory of one thread that only grows, so that products allocate nothing once warm.</summary>
internal sealed unsafe class PackBuffer
{
    const int Alignment = 4096;

    [ThreadStatic] static PackBuffer? t_left;
    [ThreadStatic] static PackBuffer? t_right;

    float* _data;
    nint _capacity;

    ~PackBuffer() => NativeMemory.AlignedFree(_data);

    /// <summary>Panels of A, packed and read by this thread.</summary>
    public static PackBuffer Left => t_left ??= new PackBuffer();

    /// <summary>Panels of B, packed by all threads for the product that this thread called for.</summary>
    public static PackBuffer Right => t_right ??= new PackBuffer();

    /// <summary>Room for count floats; what was in it before is lost.</summary>
    public float* Reserve(nint count)
    {
        if (count <= _capacity) return _data;
        NativeMemory.AlignedFree(_data);
        _data = null;
        _capacity = 0;
        _data = (float*)NativeMemory.AlignedAlloc((nuint)count * sizeof(float), Alignment);
        _capacity = count;
        return _data;
    }
}
