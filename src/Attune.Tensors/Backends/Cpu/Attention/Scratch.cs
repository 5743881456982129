namespace Attune.Tensors.Backends.Cpu;

/// <summary>Working memory of the thread that runs a piece; it grows to the largest request and stays.</summary>
internal static unsafe class Scratch
{
    [ThreadStatic]
    private static Storage? storage;

    /// <summary>Unspecified floats, valid until the thread's next request.</summary>
    public static float* Take(int count)
    {
        if (storage is null || storage.Capacity < count)
            storage = new Storage(DType.Float32, Arena.SizeClass(count));
        return (float*)storage.Pointer;
    }
}
