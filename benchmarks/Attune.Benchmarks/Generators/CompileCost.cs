namespace Attune.Benchmarks.Generators;

/// <summary>What a compile took.</summary>
/// <param name="Milliseconds">By the clock on the wall.</param>
/// <param name="Processor">Milliseconds of all threads of the compiler's process: what else the machine does hardly shows in it.</param>
internal readonly record struct CompileCost(double Milliseconds, double Processor);
