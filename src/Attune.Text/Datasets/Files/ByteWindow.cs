namespace Attune.Text.Datasets.Files;

/// <summary>
/// The part of a stream that is being looked at: its bytes lie in one buffer, which grows only for a row that is longer
/// than it. So memory is bounded by the longest row and not by the file.
/// </summary>
internal sealed class ByteWindow
{
    /// <summary>A longer row is no row but a file with a quote or line end missing, or no data file at all.</summary>
    public const int MaxRowBytes = 1 << 28;

    private readonly Stream stream;
    private readonly string path;
    private readonly long origin;
    private byte[] buffer;
    private int start;
    private int end;

    /// <param name="stream">UTF-8; the window begins where it stands.</param>
    /// <param name="path">Its file, for messages.</param>
    /// <param name="size">The buffer's first size.</param>
    public ByteWindow(Stream stream, string path, int size)
    {
        this.stream = stream;
        this.path = path;
        buffer = new byte[size];
        origin = stream.CanSeek ? stream.Position : 0;
    }

    /// <summary>The bytes that have been read and not passed.</summary>
    public ReadOnlySpan<byte> Available => buffer.AsSpan(start, end - start);

    /// <summary>Where <see cref="Available"/> begins, counted from where the stream stood at first.</summary>
    public long Offset { get; private set; }

    /// <summary>Passes bytes.</summary>
    public void Advance(int count)
    {
        start += count;
        Offset += count;
    }

    /// <summary>Reads more bytes behind the available ones; false at the end of the stream.</summary>
    /// <param name="line">The line of the row being read, for messages.</param>
    public bool Fill(int line)
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            if (end >= MaxRowBytes)
            {
                throw new AttuneException(
                    DataErrors.RowTooLarge, $"The row that starts here is larger than {MaxRowBytes >> 20} MiB.",
                    "Look for a missing line end or quote; split rows that are meant to be so large.", path, line, 1);
            }

            Array.Resize(ref buffer, Math.Min(MaxRowBytes, buffer.Length * 2));
        }

        try
        {
            var read = stream.Read(buffer, end, buffer.Length - end);
            end += read;
            return read > 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DataErrors.CannotRead(path, e);
        }
    }

    /// <summary>Goes to a place that <see cref="Offset"/> once gave; only where the stream can seek.</summary>
    public void Restart(long offset)
    {
        // Near places are often in the buffer already.
        if (offset >= Offset && offset - Offset <= end - start)
        {
            Advance((int)(offset - Offset));
            return;
        }

        stream.Position = origin + offset;
        (start, end, Offset) = (0, 0, offset);
    }
}
