using System.Text.Json;
using Attune.TestSupport;
using Attune.Text.Tokenizers;

namespace Attune.Text.Tests.Tokenizers;

/// <summary>
/// Checks a tokenizer against rows of the reference, all fields of each. Two things are compared with what releases
/// before 0.23 gave (the rows have both): windows over the whole text, where 0.23 stops tokenizing early; and added
/// tokens that decode as their content, where 0.23 decodes what they are found by.
/// </summary>
internal static class GoldenRows
{
    public static IEnumerable<JsonElement> Read(string relativePath)
    {
        // Lines end in \n only; texts may hold other line ends.
        foreach (var line in File.ReadAllText(SharedData.Path(relativePath)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var document = JsonDocument.Parse(line);
            yield return document.RootElement.Clone();
        }
    }

    /// <summary>The differences found, and the number of rows.</summary>
    public static (int Rows, List<string> Differences) Check(
        Tokenizer tokenizer, IEnumerable<JsonElement> rows, Func<JsonElement, bool>? isLeftOut = null, bool checkPlaces = true, bool asShipped = false)
    {
        var (count, differences) = (0, new List<string>());
        foreach (var row in rows)
        {
            if (isLeftOut?.Invoke(row) == true)
                continue;
            count++;
            if (Difference(tokenizer, row, checkPlaces, asShipped) is not { } difference)
                continue;
            var text = row.GetProperty("text").GetString()!;
            differences.Add($"'{text[..Math.Min(60, text.Length)]}' special={row.GetProperty("add_special_tokens")}: {difference}");
        }

        return (count, differences);
    }

    public static string[] Texts(JsonElement row) => row.TryGetProperty("pair", out var pair)
        ? [row.GetProperty("text").GetString()!, pair.GetString()!]
        : [row.GetProperty("text").GetString()!];

    /// <summary>Whether a model of the reference found special tokens in a text that shall be plain.</summary>
    public static bool SpellsSpecialTokensPlainly(JsonElement row)
    {
        if (!row.TryGetProperty("encode_special_tokens", out var plain) || !plain.GetBoolean())
            return false;
        var around = row.TryGetProperty("special_tokens_mask", out var mask) ? mask.EnumerateArray().Select(bit => bit.GetInt32()).ToList() : [];
        return row.GetProperty("tokens").EnumerateArray()
            .Where((token, i) => token.GetString() is "<s>" or "</s>" or "<unk>" or "<pad>" && around.ElementAtOrDefault(i) == 0
                && Texts(row).Any(text => text.Contains(token.GetString()!, StringComparison.Ordinal))).Any();
    }

    private static string? Difference(Tokenizer tokenizer, JsonElement row, bool checkPlaces, bool asShipped)
    {
        var texts = Texts(row);
        var options = asShipped || row.TryGetProperty("as_shipped", out _) ? tokenizer.FileOptions : new EncodingOptions();
        options = options with
        {
            AddSpecialTokens = row.GetProperty("add_special_tokens").GetBoolean(),
            ParseSpecialTokens = !(row.TryGetProperty("encode_special_tokens", out var plain) && plain.GetBoolean()),
        };
        var encoding = tokenizer.EncodePair(texts[0], texts.ElementAtOrDefault(1), options);
        var expected = row.TryGetProperty("truncated_before_0_23", out var whole) ? whole : row;
        if (GoldenEncoding.Difference(expected, encoding, texts, checkPlaces) is { } difference)
            return difference;
        int[] ids = [.. row.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())];
        var decoded = row.TryGetProperty("decoded_before_0_23", out var before) ? before : row;
        return Compare("decoded", Text(decoded, "decoded"), tokenizer.Decode(ids, skipSpecialTokens: false))
            ?? Compare("decoded without special tokens", Text(decoded, decoded.TryGetProperty("decoded_skip_special", out _) ? "decoded_skip_special" : "decoded"), tokenizer.Decode(ids));
    }

    private static string? Compare(string what, string? expected, string actual) =>
        expected is null || expected == actual ? null : $"{what} '{actual}' not '{expected}'";

    private static string? Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
