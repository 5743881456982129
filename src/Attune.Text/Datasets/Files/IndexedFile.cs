namespace Attune.Text.Datasets.Files;

/// <summary>One file of an index: the places of its rows, and a reader that goes to them.</summary>
internal sealed class IndexedFile : IDisposable
{
    /// <summary>Rows are read from all over the file, so little is read ahead.</summary>
    private const int BufferSize = 1 << 12;

    /// <summary>Places are kept in blocks, since a list that doubles would hold them twice while it grows.</summary>
    private const int BlockSize = 1 << 14;

    private readonly IRowReader reader;
    private readonly List<RowPlace[]> blocks;

    private IndexedFile(IRowReader reader, List<RowPlace[]> blocks, int count)
    {
        this.reader = reader;
        this.blocks = blocks;
        Count = count;
    }

    public int Count { get; }

    public static IndexedFile Open(string path, DatasetFileOptions options)
    {
        var format = RowFormats.Of(path, options.Format);
        var stream = Seekable(DataStreams.Open(path, options.Encoding), path);
        var start = stream.Position;
        try
        {
            var blocks = new List<RowPlace[]>();
            var count = 0;
            var scanner = format.Open(stream, path, 1 << 16, options);
            for (var place = scanner.Skip(); place is not null; place = scanner.Skip(), count = checked(count + 1))
            {
                if (count % BlockSize == 0)
                    blocks.Add(new RowPlace[BlockSize]);
                blocks[^1][count % BlockSize] = place.Value;
            }

            if (count == 0)
                throw DatasetReader.NoRows(path);

            // Another reader with a small buffer; it reads the header, if there is one, before it is sent to a row.
            stream.Position = start;
            var reader = format.Open(stream, path, BufferSize, options);
            reader.Skip();
            return new IndexedFile(reader, blocks, count);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public DatasetRow Read(int index) => reader.At(blocks[index / BlockSize][index % BlockSize]);

    public void Dispose() => reader.Dispose();

    private static Stream Seekable(Stream opened, string path)
    {
        if (DataStreams.IsPlain(opened))
            return opened;
        using (opened)
        {
            try
            {
                var unpacked = new FileStream(
                    Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
                opened.CopyTo(unpacked);
                unpacked.Position = 0;
                return unpacked;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw DataErrors.CannotRead(path, e);
            }
        }
    }
}
