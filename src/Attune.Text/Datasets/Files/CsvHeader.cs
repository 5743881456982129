namespace Attune.Text.Datasets.Files;

/// <summary>The first line of a CSV file.</summary>
internal static class CsvHeader
{
    private const string OtherSeparators = ";\t|,";

    /// <summary>
    /// The names of the columns. The first may have none, since data frames are saved so with their index; its cells
    /// are found by the empty name.
    /// </summary>
    public static string[] Names(List<DataValue> header, char separator)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var cell in header)
        {
            if (cell.Text.Length == 0 && (names.Count > 0 || header.TrueForAll(other => other.Text.Length == 0)))
                throw DataErrors.At(cell, DataErrors.Header, "A column has no name.", "The first line must name every column.");
            if (!names.Add(cell.Text))
            {
                throw DataErrors.At(
                    cell, DataErrors.Header, $"Two columns are named {DataErrors.Show(cell.Text)}.",
                    "Give each column its own name; where the file has no header line, declare Columns.");
            }
        }

        if (header.Count == 1)
            RefuseOtherSeparator(header[0], separator);
        return [.. names];
    }

    /// <summary>One column whose name holds another separator is a file whose separator was not declared.</summary>
    private static void RefuseOtherSeparator(DataValue only, char separator)
    {
        foreach (var other in OtherSeparators)
        {
            if (other == separator || !only.Text.Contains(other, StringComparison.Ordinal))
                continue;
            throw DataErrors.At(
                only, DataErrors.Header, $"The only column is named {DataErrors.Show(only.Text)}.",
                $"Where its cells are separated by {DataErrors.Show(other)}, declare Separator = {(other == '\t' ? "'\\t'" : $"'{other}'")}.");
        }
    }
}
