namespace Attune.Text.Datasets;

/// <summary>Rows of a JSON file that is an array of objects. The text is read whole, the rows are built one at a time.</summary>
internal static class JsonArrayReader
{
    public static IEnumerable<DatasetRow> Read(string path)
    {
        var text = Utf8Lines.ReadAll(path);
        return string.IsNullOrWhiteSpace(text) ? [] : JsonTextParser.ArrayItems(text, path).Select(DatasetReader.Row);
    }
}
