using System.Text;

namespace Attune.Text.Datasets;

/// <summary>A line of a file with the line end it had (<c>\n</c>, <c>\r\n</c>, or none at the end of the file).</summary>
internal readonly record struct Utf8Line(int Number, string Text, string LineEnd);

/// <summary>
/// Reads a UTF-8 file line by line, never more than one line in memory. A byte order mark at the start is skipped;
/// a byte that is not UTF-8 is an error with its place.
/// </summary>
internal static class Utf8Lines
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Tells a missing file at once; reads, from the start each time, as it is enumerated.</summary>
    public static IEnumerable<Utf8Line> Read(string path)
    {
        Open(path).Dispose();
        return Enumerate(path);
    }

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

        var content = WithoutMark(bytes);
        try
        {
            return Strict.GetString(content);
        }
        catch (DecoderFallbackException e)
        {
            // The rule for lines finds the place; this only happens on the way to an error.
            var lineStart = content[..e.Index].LastIndexOf((byte)'\n') + 1;
            var number = 1 + content[..lineStart].Count((byte)'\n');
            throw InvalidBytes(content[lineStart..], e, e.Index - lineStart, path, number);
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DataErrors.CannotRead(path, e);
        }
    }

    private static IEnumerable<Utf8Line> Enumerate(string path)
    {
        using var stream = Open(path);
        var buffer = new byte[1 << 16];
        var (start, end, number) = (0, 0, 0);
        while (true)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            var atEnd = false;
            for (var scanned = end - start; length < 0 && !atEnd; scanned = end - start)
            {
                (start, end, atEnd) = Fill(stream, ref buffer, start, end, path);
                var fresh = buffer.AsSpan(start + scanned, end - start - scanned).IndexOf((byte)'\n');
                length = fresh < 0 ? -1 : scanned + fresh;
            }

            var stop = length < 0 ? end : start + length;
            if (length < 0 && stop == start)
                yield break;
            yield return Decode(buffer.AsSpan(start, stop - start), length >= 0, path, ++number);
            if (length < 0)
                yield break;
            start = stop + 1;
        }
    }

    private static (int Start, int End, bool AtEnd) Fill(FileStream stream, ref byte[] buffer, int start, int end, string path)
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        end -= start;
        if (end == buffer.Length)
            Array.Resize(ref buffer, buffer.Length * 2);
        try
        {
            var read = stream.Read(buffer, end, buffer.Length - end);
            return (0, end + read, read == 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DataErrors.CannotRead(path, e);
        }
    }

    private static Utf8Line Decode(ReadOnlySpan<byte> bytes, bool ended, string path, int number)
    {
        var content = number == 1 ? WithoutMark(bytes) : bytes;
        var lineEnd = !ended ? "" : content.EndsWith("\r"u8) ? "\r\n" : "\n";
        if (lineEnd.Length == 2)
            content = content[..^1];
        try
        {
            return new Utf8Line(number, Strict.GetString(content), lineEnd);
        }
        catch (DecoderFallbackException e)
        {
            throw InvalidBytes(content, e, e.Index, path, number);
        }
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;

    private static AttuneException InvalidBytes(
        ReadOnlySpan<byte> line, DecoderFallbackException inner, int index, string path, int number)
    {
        var column = Strict.GetCharCount(line[..Math.Max(index, 0)]) + 1;
        var bytes = string.Join(' ', (inner.BytesUnknown ?? []).Select(b => b.ToString("X2", null)));
        return new AttuneException(
            DataErrors.InvalidUtf8, $"The bytes {bytes} are not UTF-8.", "Save the file as UTF-8.", path, number, column, inner);
    }
}
