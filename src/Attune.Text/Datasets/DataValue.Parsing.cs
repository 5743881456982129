namespace Attune.Text.Datasets;

/// <content>A text as a value.</content>
public sealed partial class DataValue
{
    /// <summary>Reads a text that is exactly one JSON value.</summary>
    /// <param name="json">The text.</param>
    /// <param name="file">The file it is from, for messages; empty where there is none.</param>
    /// <param name="line">The line of that file it starts on, counted from 1.</param>
    /// <exception cref="AttuneException">ATT3004, ATT3014, ATT3015: it is not JSON, repeats a property, or nests too deep.</exception>
    public static DataValue Parse(string json, string file = "", int line = 1)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(file);
        return new JsonTextParser(json, file, line).ParseWhole();
    }
}
