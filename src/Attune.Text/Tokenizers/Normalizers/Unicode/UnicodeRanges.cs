using System.Globalization;
using System.Reflection;
using Attune.Text.Tokenizers.Patterns;

namespace Attune.Text.Tokenizers.Normalizers.Unicode;

/// <summary>Reads the tables of code points beside this file; lines are <c>first-last:number</c> or parts of that.</summary>
internal static class UnicodeRanges
{
    public static CodePointSet ReadSet(string name) => new(Read(name).Select(range => (range.First, range.Last)));

    public static IEnumerable<(int First, int Last, int Number)> Read(string name)
    {
        foreach (var line in Lines(name))
        {
            var parts = line.Split(':');
            var bounds = parts[0].Split('-');
            var number = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
            yield return (Hex(bounds[0]), Hex(bounds[^1]), number);
        }
    }

    public static IEnumerable<string> Lines(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Attune.Text.Unicode.{name}")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
                yield return line;
        }
    }

    public static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
