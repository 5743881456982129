using System.Globalization;
using System.Text.Json;
using Attune.TestSupport;

namespace Attune.Training.Tests.Support;

internal static class GoldenJson
{
    public static JsonDocument Open(params string[] path) => JsonDocument.Parse(File.ReadAllBytes(SharedData.Path(["golden", .. path])));

    /// <summary>All numbers of nested arrays; the names "NaN" and "Infinity" included.</summary>
    public static float[] Numbers(JsonElement element)
    {
        List<float> numbers = [];
        Collect(element, numbers);
        return [.. numbers];
    }

    public static int[] Integers(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetInt32())];

    private static void Collect(JsonElement element, List<float> numbers)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    Collect(item, numbers);
                break;
            case JsonValueKind.String:
                numbers.Add(element.GetString() switch
                {
                    "NaN" => float.NaN,
                    "Infinity" => float.PositiveInfinity,
                    "-Infinity" => float.NegativeInfinity,
                    var text => float.Parse(text!, CultureInfo.InvariantCulture),
                });
                break;
            default:
                numbers.Add(element.GetSingle());
                break;
        }
    }
}
