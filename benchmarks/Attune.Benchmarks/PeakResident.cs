using System.Globalization;

namespace Attune.Benchmarks;

/// <summary>The most memory that this process ever had resident, as Linux counts it (VmHWM).</summary>
internal static class PeakResident
{
    public static double Mebibytes()
    {
        string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
