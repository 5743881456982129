using System.Runtime.InteropServices;

namespace Attune.Models.Tests.Encoders;

/// <summary>Ids and labels in files of expected numbers.</summary>
internal static class SafetensorsIntegers
{
    public static int[] Read(SafetensorsFile file, string name) =>
        [.. MemoryMarshal.Cast<byte, long>(file.Bytes(name)).ToArray().Select(id => checked((int)id))];
}
