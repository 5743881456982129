namespace Attune.Text.Datasets;

/// <summary>One row of a dataset.</summary>
/// <param name="File">The file it is in, as it was named to the reader.</param>
/// <param name="Line">The line it starts on, counted from 1.</param>
/// <param name="Value">Its content: a <see cref="DataKind.Object"/>.</param>
public sealed record DatasetRow(string File, int Line, DataValue Value);
