using System.Text.Json;
using System.Text.Json.Nodes;
using Attune.Text.Tokenizers;

namespace Attune.Text.Tests.Tokenizers;

/// <summary>
/// Compares an encoding with one of the reference, field by field; what the reference leaves out has its default there.
/// The types of a pair's windows are not compared: there the reference has what was before the post-processor, and ours
/// have those of the text that they are cut from.
/// </summary>
internal static class GoldenEncoding
{
    /// <summary>Null where all is the same, else the first field that differs.</summary>
    /// <param name="expected">The reference's encoding.</param>
    /// <param name="actual">Ours.</param>
    /// <param name="texts">The text and its pair, if it has one: places are counted in code points there.</param>
    /// <param name="checkPlaces">Whether places are compared.</param>
    public static string? Difference(JsonElement expected, TokenEncoding actual, string[] texts, bool checkPlaces = true)
    {
        var count = expected.GetProperty("ids").GetArrayLength();
        var zeros = Enumerable.Repeat("0", count);
        return Compare("ids", Strings(expected, "ids"), actual.Ids.Select(Show))
            ?? Compare("tokens", Strings(expected, "tokens"), actual.Tokens)
            ?? (checkPlaces ? Compare("offsets", Places(expected), Places(actual, texts)) : null)
            ?? Compare("type ids", Strings(expected, "type_ids") ?? zeros, actual.TypeIds.Select(Show))
            ?? Compare("special mask", Strings(expected, "special_tokens_mask") ?? zeros, actual.SpecialTokensMask.Select(Show))
            ?? Compare("attention", Strings(expected, "attention_mask") ?? Enumerable.Repeat("1", count), actual.AttentionMask.Select(Show))
            ?? Compare("words", Strings(expected, "word_ids"), actual.WordIds.Select(Show))
            ?? Compare("sequences", Strings(expected, "sequence_ids"), actual.SequenceIds.Select(Show))
            ?? Overflowing(expected, actual, texts, checkPlaces);
    }

    private static string? Overflowing(JsonElement expected, TokenEncoding actual, string[] texts, bool checkPlaces)
    {
        var windows = expected.TryGetProperty("overflowing", out var list) ? list.EnumerateArray().ToList() : [];
        if (windows.Count != actual.Overflowing.Count)
            return $"{actual.Overflowing.Count} windows, not {windows.Count}";
        for (var i = 0; i < windows.Count; i++)
        {
            if (Difference(WithTypes(windows[i], actual.Overflowing[i], texts), actual.Overflowing[i], texts, checkPlaces) is { } difference)
                return $"window {i}: {difference}";
        }

        return null;
    }

    private static JsonElement WithTypes(JsonElement expected, TokenEncoding actual, string[] texts)
    {
        if (texts.Length == 1)
            return expected;
        var copy = JsonNode.Parse(expected.GetRawText())!.AsObject();
        copy["type_ids"] = JsonSerializer.SerializeToNode(actual.TypeIds);
        return JsonSerializer.SerializeToElement(copy);
    }

    private static string? Compare(string what, IEnumerable<string>? expected, IEnumerable<string> actual) =>
        expected is null || expected.SequenceEqual(actual) ? null : $"{what} {string.Join(' ', actual)} not {string.Join(' ', expected)}";

    private static IEnumerable<string>? Strings(JsonElement encoding, string name) =>
        encoding.TryGetProperty(name, out var values) ? values.EnumerateArray().Select(value => value.ToString()) : null;

    private static IEnumerable<string> Places(JsonElement encoding) =>
        encoding.GetProperty("offsets").EnumerateArray().Select(place => $"{place[0]}-{place[1]}");

    private static IEnumerable<string> Places(TokenEncoding encoding, string[] texts)
    {
        var offsets = texts.Select(text => new CodePointOffsets(text)).ToArray();
        return encoding.Offsets.Select((place, i) => offsets[encoding.SequenceIds[i] ?? 0].Show(place));
    }

    private static string Show(int value) => Show((int?)value);

    private static string Show(int? value) => value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
