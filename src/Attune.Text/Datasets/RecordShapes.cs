using System.Collections.Concurrent;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Attune.Text.Datasets;

/// <summary>The shapes of the types that a program knows, and JSON by them.</summary>
public static class RecordShapes
{
    private static readonly ConcurrentDictionary<Type, object> Shapes = new();
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Makes a shape known; a later one of the same type replaces it.</summary>
    public static void Register<T>(RecordShape<T> shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        Shapes[typeof(T)] = shape;
    }

    /// <summary>The shape of a type, or null where none is registered.</summary>
    public static RecordShape<T>? Find<T>() => Shapes.TryGetValue(typeof(T), out var shape) ? (RecordShape<T>)shape : null;

    /// <summary>A value as JSON on one line: no blanks, properties in the declared order, no more escapes than JSON needs.</summary>
    public static string ToJson<T>(RecordShape<T> shape, T value)
    {
        ArgumentNullException.ThrowIfNull(shape);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, OneLine))
            shape.Write(writer, value);
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Reads a value of a registered type from a text that is exactly one JSON value of its shape.</summary>
    /// <exception cref="AttuneException">
    /// ATT3004 and others of reading: not that shape. ATT3012: a property that the shape does not have.
    /// </exception>
    /// <exception cref="InvalidOperationException">No shape is registered for the type.</exception>
    public static T Parse<T>(string json) => Parse(
        Find<T>() ?? throw new InvalidOperationException($"No shape is registered for {typeof(T)}."), json);

    /// <summary>Reads a value of that shape from a text that is exactly one JSON value of it.</summary>
    /// <exception cref="AttuneException">
    /// ATT3004 and others of reading: not that shape. ATT3012: a property that the shape does not have.
    /// </exception>
    public static T Parse<T>(RecordShape<T> shape, string json)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(json);
        var value = new JsonTextParser(json, "").ParseWhole();
        var record = shape.Read(value);
        RejectUnread(value, shape.TypeName);
        return record;
    }

    /// <summary>A property that reading never asked for is none of the shape's.</summary>
    private static void RejectUnread(DataValue value, string typeName)
    {
        if (value.Kind == DataKind.Array)
        {
            foreach (var item in value.Items)
                RejectUnread(item, typeName);
        }

        if (value.PropertiesUnasked is not { } properties)
            return;
        for (var i = 0; i < properties.Entries.Count; i++)
        {
            var (name, property) = properties.Entries[i];
            if (!properties.WasAskedFor(i))
            {
                throw DataErrors.At(
                    property, DataErrors.UnknownProperty, $"The property {DataErrors.Show(name)} is not one of {typeName}.",
                    "Remove it, or correct its name.");
            }

            RejectUnread(property, typeName);
        }
    }
}
