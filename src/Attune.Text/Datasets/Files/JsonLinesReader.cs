namespace Attune.Text.Datasets.Files;

/// <summary>Rows of a JSONL file: one object per line; lines of blanks only are no rows.</summary>
internal sealed class JsonLinesReader(Stream stream, string path, int bufferSize) : IRowReader
{
    private readonly Utf8Lines lines = new(new ByteWindow(stream, path, bufferSize), path);
    private readonly NameTable names = new();
    private char[] buffer = [];

    public DatasetRow? Next()
    {
        while (lines.TryRead(out var bytes))
        {
            if (!IsBlank(bytes))
                return Row(bytes);
        }

        return null;
    }

    public RowPlace? Skip()
    {
        while (lines.TryRead(out var bytes))
        {
            if (!IsBlank(bytes))
                return new RowPlace(lines.Offset, lines.Number, 1);
        }

        return null;
    }

    public DatasetRow At(RowPlace place)
    {
        lines.Restart(place);
        lines.TryRead(out var bytes);
        return Row(bytes);
    }

    public void Dispose() => stream.Dispose();

    private static bool IsBlank(ReadOnlySpan<byte> bytes) => bytes.IndexOfAnyExcept(" \t\r\n"u8) < 0;

    private DatasetRow Row(ReadOnlySpan<byte> bytes)
    {
        var text = lines.Decode(bytes, ref buffer);
        return DatasetReader.Row(new JsonTextParser(text, path, lines.Number, names: names).ParseWhole());
    }
}
