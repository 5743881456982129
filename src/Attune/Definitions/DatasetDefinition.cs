using Attune.Text.Conversations;
using Attune.Text.Datasets;

namespace Attune.Definitions;

/// <summary>Where a declaration stands in the user's source, for errors that point at it.</summary>
/// <param name="File">The source file, relative to the project where it lies below it.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
public readonly record struct SourcePlace(string File, int Line, int Column);

/// <summary>What the generator emits for a type with <see cref="DatasetAttribute"/>.</summary>
/// <typeparam name="TRow">The row type.</typeparam>
public sealed record DatasetDefinition<TRow>
{
    /// <summary>The file, as declared.</summary>
    public required string Path { get; init; }

    /// <summary>The file of test rows, or null.</summary>
    public string? TestPath { get; init; }

    /// <summary>The fraction held out for evaluation.</summary>
    public double TestFraction { get; init; }

    /// <summary>Chooses which rows are held out.</summary>
    public int Seed { get; init; }

    /// <summary>Reads and writes a row; no reflection.</summary>
    public required RecordShape<TRow> Shape { get; init; }

    /// <summary>A row's fields as template variables: strings, numbers, booleans, lists, dictionaries and null. Without the completion.</summary>
    public required Func<TRow, IReadOnlyDictionary<string, object?>> Variables { get; init; }

    /// <summary>The completion as the model is to write it: a string field as it is, anything else as one line of JSON. Empty where rows of a shape are no conversations.</summary>
    public required Func<TRow, string> Completion { get; init; }

    /// <summary>The labels that the completion may be; empty for any text.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>A file of more labels, or null.</summary>
    public string? LabelsFile { get; init; }

    /// <summary>The attribute with what else it declares; null where that is nothing.</summary>
    public DatasetAttribute? Declared { get; init; }

    /// <summary>Makes rows of what the library reads, where they are of a shape; else null.</summary>
    public IShapedRows<TRow>? Shaped { get; init; }

    /// <summary>The conversation of a row, where the rows are of a shape of conversations; else null.</summary>
    public Func<TRow, Conversation>? Conversation { get; init; }

    /// <summary>Where the attribute stands.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>What the attribute declares; the defaults where it declares nothing.</summary>
    public DatasetAttribute Options => Declared ?? new DatasetAttribute(Path);

    /// <summary>What the files do not say of themselves.</summary>
    public DatasetFileOptions FileOptions => new()
    {
        Format = Options.Format,
        Encoding = Options.Encoding,
        Columns = Options.Columns.Length == 0 ? null : Options.Columns,
        Separator = Options.Separator == '\0' ? null : Options.Separator,
        Quotes = Options.Quotes,
    };
}
