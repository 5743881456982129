namespace Attune.Text.Datasets;

/// <summary>What a <see cref="DataValue"/> is in its file.</summary>
public enum DataKind
{
    /// <summary>JSON's <c>null</c>.</summary>
    Null,

    /// <summary>JSON's <c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A JSON number.</summary>
    Number,

    /// <summary>A JSON string, or a CSV cell of any content.</summary>
    String,

    /// <summary>A JSON array.</summary>
    Array,

    /// <summary>A JSON object, or a row of a CSV file.</summary>
    Object,
}
