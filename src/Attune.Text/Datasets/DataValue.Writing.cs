using System.Text.Json;

namespace Attune.Text.Datasets;

/// <content>Writing a value back as JSON.</content>
public sealed partial class DataValue
{
    internal void WriteTo(Utf8JsonWriter writer)
    {
        switch (Kind)
        {
            case DataKind.Null:
                writer.WriteNullValue();
                break;
            case DataKind.Boolean:
                writer.WriteBooleanValue((bool)payload!);
                break;
            case DataKind.Number:
                writer.WriteRawValue(Text);
                break;
            case DataKind.String:
                writer.WriteStringValue(Text);
                break;
            case DataKind.Array:
                writer.WriteStartArray();
                foreach (var item in Items)
                    item.WriteTo(writer);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStartObject();
                foreach (var (name, value) in PropertiesUnasked!.Entries)
                {
                    writer.WritePropertyName(name);
                    value.WriteTo(writer);
                }

                writer.WriteEndObject();
                break;
        }
    }
}
