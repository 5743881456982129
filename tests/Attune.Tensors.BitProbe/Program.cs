using System.Globalization;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Attune.Tensors;
using Attune.Tensors.BitProbe;

// The first line tells which widths this process computes with, each further one the hash of an op: "hash name".
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"128={Vector128.IsHardwareAccelerated} 256={Vector256.IsHardwareAccelerated} 512={Vector512.IsHardwareAccelerated} fma={Fma.IsSupported}"));
using var backend = new CpuBackend(2);
foreach (var op in BitHash.Cases)
    Console.WriteLine($"{BitHash.Of(op, backend):x16} {op.Name}");
