using System.Runtime.CompilerServices;

namespace Attune.Tensors.Backends.Cpu;

internal static class Jobs
{
    /// <summary>
    /// Runs a job whose fields keep its tensors alive: kernels work on bare pointers, and an operand that nobody else holds
    /// must not be collected while they do.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Launch<TJob>(this WorkerPool pool, int pieces, TJob job)
        where TJob : struct, IPieceJob
    {
        pool.Run(pieces, job);
        KeepAlive(ref job);
    }

    /// <summary>The same on the calling thread alone: for work that is smaller than the cost of sharing it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void RunHere<TJob>(int pieces, TJob job)
        where TJob : struct, IPieceJob
    {
        for (int piece = 0; piece < pieces; piece++)
            job.Run(piece);
        KeepAlive(ref job);
    }

    /// <summary>Taking the address is the point: what has one is alive to the end of its method.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void KeepAlive<TJob>(ref TJob job)
        where TJob : struct, IPieceJob => _ = job;
}
