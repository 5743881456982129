using System.Text.Json;

namespace Attune.Text.Datasets;

/// <summary>How a type is read from a data value and written as JSON; generators emit one for each record they know.</summary>
/// <param name="TypeName">The type's name, for messages.</param>
/// <param name="Read">Reads a value of the type; throws at the place of what is wrong.</param>
/// <param name="Write">Writes a value as one JSON value, properties in the declared order.</param>
/// <typeparam name="T">The type.</typeparam>
public sealed record RecordShape<T>(string TypeName, Func<DataValue, T> Read, Action<Utf8JsonWriter, T> Write);
