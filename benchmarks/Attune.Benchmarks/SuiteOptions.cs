using System.Globalization;

namespace Attune.Benchmarks;

/// <summary>Options of a suite, <c>--name value</c>.</summary>
internal static class SuiteOptions
{
    public static string Text(string[] args, string name, string fallback)
    {
        int at = Array.IndexOf(args, name);
        return at < 0 ? fallback : args[at + 1];
    }

    public static int Number(string[] args, string name, int fallback) =>
        int.Parse(Text(args, name, fallback.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
}
