using System.Diagnostics;

namespace Attune.Benchmarks;

internal static class BuildCheck
{
    /// <summary>Times of a debug build say nothing.</summary>
    [Conditional("DEBUG")]
    public static void RefuseDebug()
    {
        Console.Error.WriteLine("Benchmarks run in Release only: add -c Release.");
        Environment.Exit(1);
    }
}
