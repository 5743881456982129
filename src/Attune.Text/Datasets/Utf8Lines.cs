using Attune.Text.Datasets.Files;

namespace Attune.Text.Datasets;

/// <summary>A line of a file with the line end it had (<c>\n</c>, <c>\r\n</c>, or none at the end of the file).</summary>
internal readonly record struct Utf8Line(int Number, string Text, string LineEnd);

/// <summary>Reads a stream of UTF-8 line by line. A byte that is not UTF-8 is an error with its place.</summary>
internal sealed class Utf8Lines(ByteWindow window, string path)
{
    private int length;

    /// <summary>The number of the line read last, counted from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Where that line begins.</summary>
    public long Offset { get; private set; }

    /// <summary>The whole text of a file, without a byte order mark.</summary>
    public static string ReadAll(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DataErrors.CannotRead(path, e);
        }

        ReadOnlySpan<byte> content = bytes;
        return Utf8Text.Decode(content.StartsWith("\uFEFF"u8) ? content[3..] : content, path, 1, 1);
    }

    /// <summary>The bytes of the next line, its end among them; they are valid until the next call.</summary>
    public bool TryRead(out ReadOnlySpan<byte> bytes)
    {
        window.Advance(length);
        Number++;
        var (scanned, found) = (0, -1);
        while ((found = window.Available[scanned..].IndexOf((byte)'\n')) < 0)
        {
            scanned = window.Available.Length;
            if (!window.Fill(Number))
                break;
        }

        length = found < 0 ? window.Available.Length : scanned + found + 1;
        Offset = window.Offset;
        bytes = window.Available[..length];
        return length > 0;
    }

    /// <summary>The next line as text.</summary>
    public bool TryReadText(out Utf8Line line)
    {
        line = default;
        if (!TryRead(out var bytes))
            return false;
        line = Decode(bytes);
        return true;
    }

    /// <summary>The bytes that <see cref="TryRead"/> gave, as text.</summary>
    public Utf8Line Decode(ReadOnlySpan<byte> bytes)
    {
        var lineEnd = LineEnd(bytes);
        return new Utf8Line(Number, Utf8Text.Decode(bytes[..^lineEnd.Length], path, Number, 1), lineEnd);
    }

    /// <summary>The same without its line end, in a buffer that the next call uses again.</summary>
    public ReadOnlySpan<char> Decode(ReadOnlySpan<byte> bytes, ref char[] buffer) =>
        Utf8Text.Decode(bytes[..^LineEnd(bytes).Length], ref buffer, path, Number, 1);

    /// <summary>How a line ends.</summary>
    public static string LineEnd(ReadOnlySpan<byte> bytes) => bytes.EndsWith("\r\n"u8) ? "\r\n" : bytes.EndsWith("\n"u8) ? "\n" : "";

    /// <summary>Goes back to a line.</summary>
    public void Restart(RowPlace place)
    {
        window.Restart(place.Offset);
        (length, Number) = (0, place.Line - 1);
    }
}
