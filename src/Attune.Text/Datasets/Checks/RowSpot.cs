namespace Attune.Text.Datasets.Checks;

/// <summary>A place in a data file.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
internal readonly record struct RowSpot(string File, int Line, int Column)
{
    public Finding Finding(string code, string fact, string remedy) => new(code, File, Line, Column, fact, remedy);
}
