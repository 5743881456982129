using Attune.Cli.CommandLine;

namespace Attune.Cli.Rows;

/// <summary>Reads lines as they come, from a file or from standard input, never more than one row in memory.</summary>
internal sealed class RowReader : IDisposable
{
    /// <summary>Far more than any conversation, and less than the memory of a small machine.</summary>
    public const int LongestRow = 256 << 20;

    private readonly Stream _stream;
    private readonly string _name;
    private readonly Action _beforeWaiting;
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private int _number;
    private bool _skipping;
    private bool _ended;

    /// <param name="stream">Where the lines come from.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="beforeWaiting">Called before each read, which may wait for the other side.</param>
    public RowReader(Stream stream, string name, Action beforeWaiting)
    {
        _stream = stream;
        _name = name;
        _beforeWaiting = beforeWaiting;
    }

    /// <summary>Bytes read so far.</summary>
    public long Position { get; private set; }

    /// <summary>Bytes in all, where that can be known; else 0.</summary>
    public long Length => _stream.CanSeek ? _stream.Length : 0;

    /// <summary>Opens a file, or standard input where the path is <c>-</c> or null.</summary>
    public static RowReader Open(string? path, Streams streams)
    {
        if (path is null or Streams.StandardInput)
        {
            if (streams.InputIsTerminal)
                streams.Error.WriteLine("attune: reading rows from the terminal, one JSON object a line; Ctrl-D ends them.");
            return new RowReader(streams.OpenInput(), "stdin", streams.Output.Flush);
        }

        try
        {
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
            return new RowReader(stream, path, streams.Output.Flush);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw ToolErrors.CannotRead(path, e);
        }
    }

    /// <summary>The lines that are not blank, in order; a byte order mark before the first is skipped.</summary>
    public IEnumerable<RowLine> Lines()
    {
        while (Next() is { } line)
        {
            if (!line.IsBlank)
                yield return line;
        }
    }

    public void Dispose() => _stream.Dispose();

    private RowLine? Next()
    {
        var scanned = 0;
        while (true)
        {
            var found = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n');
            if (found >= 0)
                return Take(scanned + found, 1);
            if (_ended)
                return _end > _start || _skipping ? Take(_end - _start, 0) : null;
            scanned = _end - _start;
            if (scanned > LongestRow)
            {
                _skipping = true;
                _start = _end;
                scanned = 0;
            }

            Fill();
        }
    }

    private RowLine Take(int length, int lineEnd)
    {
        var bytes = _buffer.AsMemory(_start, length);
        _start += length + lineEnd;
        _number++;
        if (_skipping)
        {
            _skipping = false;
            return new RowLine(_name, _number, null);
        }

        if (_number == 1 && bytes.Span.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        return new RowLine(_name, _number, bytes);
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        _beforeWaiting();
        try
        {
            var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
            _ended = read == 0;
            _end += read;
            Position += read;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ToolErrors.CannotRead(_name, e);
        }
    }
}
