namespace Attune;

/// <summary>
/// A row type that says what its rows are: code that takes rows of many types can ask for their content, and a dataset whose
/// shape is detected knows what to read. The generator writes the implementation.
/// </summary>
/// <example><c>[Dataset("pairs.jsonl", Shape = DatasetShape.Detect)] public sealed partial record Pair : IRowOf&lt;PreferencePair&gt;;</c></example>
/// <typeparam name="TContent">
/// What the library reads: <c>Conversation</c>, <c>PreferencePair</c>, <c>JudgedAnswer</c>, <c>EmbeddingExample</c>,
/// <c>LabelledText</c> or <c>PlainText</c>.
/// </typeparam>
public interface IRowOf<out TContent>
{
    /// <summary>The row's content.</summary>
    TContent Content { get; }
}
