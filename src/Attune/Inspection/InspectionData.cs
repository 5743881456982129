using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Attune.Text;
using Attune.Text.Tokenizers;

namespace Attune.Inspection;

/// <summary>
/// The rows as the page's script reads them. Whatever a row holds, the JSON ends no script element: <c>&lt;</c> and its
/// like are escapes. Half of a surrogate pair becomes U+FFFD, which is what a browser would show.
/// </summary>
internal static class InspectionData
{
    private const int FlushAfter = 1 << 16;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static void Write(Stream stream, IEnumerable<InspectedRow> rows, Tokenizer tokenizer)
    {
        var used = new SortedSet<int>();
        using var json = new Utf8JsonWriter(stream, Options);
        json.WriteStartObject();
        json.WriteStartArray("rows");
        foreach (var row in rows)
        {
            WriteRow(json, row);
            used.UnionWith(row.Tokens?.Ids ?? []);
            if (json.BytesPending > FlushAfter)
                json.Flush();
        }

        json.WriteEndArray();
        WriteStrings(json, "parts", Enum.GetNames<MessagePart>().Select(name => JsonNamingPolicy.KebabCaseLower.ConvertName(name).Replace('-', ' ')));
        json.WriteStartObject("vocabulary");
        foreach (var id in used)
            json.WriteString(id.ToString(CultureInfo.InvariantCulture), tokenizer.IdToToken(id) ?? "");
        json.WriteEndObject();
        json.WriteStartArray("special");
        foreach (var id in used.Where(tokenizer.IsSpecial))
            json.WriteNumberValue(id);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, InspectedRow row)
    {
        json.WriteStartObject();
        json.WriteString("source", row.Source);
        json.WriteBoolean("heldOut", row.HeldOut);
        json.WriteString("text", row.Conversation?.Text.Text ?? "");
        WriteStrings(json, "roles", row.Conversation?.Messages.Select(message => message.Role) ?? []);
        WriteSpans(json, row.Conversation?.Text.Spans ?? []);
        WriteTokens(json, row.Tokens);
        WriteMask(json, row.LossMask);
        if (row.LossWeights is { } weights)
        {
            json.WriteStartArray("weights");
            foreach (var weight in weights)
                json.WriteNumberValue(weight);
            json.WriteEndArray();
        }

        json.WriteNumber("prompt", row.PromptLength);
        json.WriteStartArray("remarks");
        foreach (var remark in row.Remarks)
        {
            json.WriteStartArray();
            json.WriteStringValue(remark.Severity);
            json.WriteStringValue(remark.Code);
            json.WriteStringValue(remark.Text);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <summary>Length, message and part of each span, one after the other.</summary>
    private static void WriteSpans(Utf8JsonWriter json, IReadOnlyList<OriginSpan> spans)
    {
        json.WriteStartArray("spans");
        foreach (var span in spans)
        {
            json.WriteNumberValue(span.Length);
            json.WriteNumberValue(span.Origin.MessageIndex);
            json.WriteNumberValue((int)span.Origin.Part);
        }

        json.WriteEndArray();
    }

    /// <summary>The ids; and for each its distance from the end of the one before, mostly 0, and its length.</summary>
    private static void WriteTokens(Utf8JsonWriter json, TokenizedText? tokens)
    {
        json.WriteStartArray("ids");
        foreach (var id in tokens?.Ids ?? [])
            json.WriteNumberValue(id);
        json.WriteEndArray();
        json.WriteStartArray("places");
        var end = 0;
        foreach (var place in tokens?.Offsets ?? [])
        {
            json.WriteNumberValue(place.Start - end);
            json.WriteNumberValue(place.End - place.Start);
            end = place.End;
        }

        json.WriteEndArray();
    }

    /// <summary>Lengths of runs, in turn of tokens that are not supervised and that are.</summary>
    private static void WriteMask(Utf8JsonWriter json, IReadOnlyList<bool> mask)
    {
        json.WriteStartArray("mask");
        var (run, supervised) = (0, false);
        foreach (var flag in mask)
        {
            if (flag != supervised)
            {
                json.WriteNumberValue(run);
                (run, supervised) = (0, flag);
            }

            run++;
        }

        json.WriteNumberValue(run);
        json.WriteEndArray();
    }
}
