using System.Text.Json;
using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.PostProcessors;

/// <summary>A special token that templates name: one token as a rule, or several.</summary>
internal sealed record TemplateToken(string Name, int[] Ids, string[] Tokens)
{
    public static TemplateToken Read(string name, DataValue value)
    {
        int[] ids = [.. value.Required("ids").Items.Select(id => id.AsInt32())];
        string[] tokens = [.. value.Required("tokens").Items.Select(token => token.AsString())];
        return ids.Length == tokens.Length
            ? new TemplateToken(name, ids, tokens)
            : throw TokenizerErrors.Bad(value, $"The special token {DataErrors.Show(name)} has {ids.Length} ids and {tokens.Length} tokens.");
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject(Name);
        writer.WriteString("id", Name);
        writer.WriteStartArray("ids");
        foreach (var id in Ids)
            writer.WriteNumberValue(id);
        writer.WriteEndArray();
        writer.WriteStartArray("tokens");
        foreach (var token in Tokens)
            writer.WriteStringValue(token);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
