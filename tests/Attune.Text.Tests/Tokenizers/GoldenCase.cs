using System.Text.Json;
using Attune.TestSupport;
using Attune.Text.Tokenizers;

namespace Attune.Text.Tests.Tokenizers;

/// <summary>A row of the reference outputs of Hugging Face tokenizers: single texts only.</summary>
internal sealed record GoldenCase(
    string Text, bool AddSpecialTokens, bool PlainSpecialTokens, int[] Ids, (int Start, int End)[] Offsets,
    string? Decoded, string? DecodedSkippingSpecial)
{
    /// <summary>The cases of a file, without pairs of texts and errors. Lines end in \n only; texts may hold other line ends.</summary>
    public static IEnumerable<GoldenCase> Read(string relativePath)
    {
        foreach (var line in File.ReadAllText(SharedData.Path(relativePath)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var document = JsonDocument.Parse(line);
            var row = document.RootElement;
            if (!row.TryGetProperty("pair", out _) && !row.TryGetProperty("error", out _) && !row.TryGetProperty("as_shipped", out _))
                yield return From(row);
        }
    }

    /// <summary>Ranges in code points as ranges in UTF-16 characters.</summary>
    public TokenOffset[] OffsetsInCharacters()
    {
        var starts = new List<int>();
        for (var i = 0; i < Text.Length; i += char.IsSurrogatePair(Text, i) ? 2 : 1)
            starts.Add(i);
        starts.Add(Text.Length);
        return [.. Offsets.Select(offset => new TokenOffset(starts[offset.Start], starts[offset.End]))];
    }

    private static GoldenCase From(JsonElement row)
    {
        // Where releases differ, the older behaviour: a special token is skipped whatever its normalized form.
        var decoded = row.TryGetProperty("decoded_before_0_23", out var before) ? before : row.GetProperty("decoded");
        var skipped = row.TryGetProperty("decoded_skip_special", out var skip) ? Text(skip) : Text(decoded);
        return new GoldenCase(
            row.GetProperty("text").GetString()!,
            row.GetProperty("add_special_tokens").GetBoolean(),
            row.TryGetProperty("encode_special_tokens", out var plain) && plain.GetBoolean(),
            [.. row.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())],
            [.. row.GetProperty("offsets").EnumerateArray().Select(offset => (offset[0].GetInt32(), offset[1].GetInt32()))],
            Text(decoded),
            skipped);

        static string? Text(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString() : null;
    }
}
