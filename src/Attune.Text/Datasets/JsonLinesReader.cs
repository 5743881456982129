namespace Attune.Text.Datasets;

/// <summary>Rows of a JSONL file: one object per line; lines of blanks only are no rows.</summary>
internal static class JsonLinesReader
{
    public static IEnumerable<DatasetRow> Read(string path) =>
        from line in Utf8Lines.Read(path)
        where !string.IsNullOrWhiteSpace(line.Text)
        select DatasetReader.Row(new JsonTextParser(line.Text, path, line.Number).ParseWhole());
}
