namespace Attune.Text.Datasets.Files;

/// <summary>Rows of a plain text file: each line that is not blank is the field <c>text</c> of a row.</summary>
internal sealed class TextLinesReader(Stream stream, string path, int bufferSize) : IRowReader
{
    private readonly Utf8Lines lines = new(new ByteWindow(stream, path, bufferSize), path);

    public DatasetRow? Next()
    {
        while (lines.TryReadText(out var line))
        {
            if (!string.IsNullOrWhiteSpace(line.Text))
                return Row(line);
        }

        return null;
    }

    public RowPlace? Skip()
    {
        while (lines.TryReadText(out var line))
        {
            if (!string.IsNullOrWhiteSpace(line.Text))
                return new RowPlace(lines.Offset, line.Number, 1);
        }

        return null;
    }

    public DatasetRow At(RowPlace place)
    {
        lines.Restart(place);
        lines.TryReadText(out var line);
        return Row(line);
    }

    public void Dispose() => stream.Dispose();

    private DatasetRow Row(Utf8Line line)
    {
        var properties = new DataProperties();
        properties.TryAdd("text", DataValue.Scalar(DataKind.String, line.Text, path, line.Number, 1));
        return new DatasetRow(path, line.Number, DataValue.Object(properties, path, line.Number, 1));
    }
}
