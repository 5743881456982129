using System.IO.Compression;

namespace Attune.Text.Datasets.Files;

/// <summary>Opens a data file as a stream of UTF-8 without a byte order mark, whatever it is packed and encoded in.</summary>
internal static class DataStreams
{
    /// <param name="path">The file.</param>
    /// <param name="encoding">The encoding that was declared.</param>
    /// <exception cref="AttuneException">ATT3001: it cannot be read. ATT3019: it is in an encoding that is not read.</exception>
    public static Stream Open(string path, DatasetEncoding encoding)
    {
        var file = OpenFile(path);
        try
        {
            var start = Start.Read(file, path);
            if (!start.IsGzip)
                return Decode(file, start, encoding, path);
            file.Position = 0;
            var unpacked = new UnpackingStream(new GZipStream(file, CompressionMode.Decompress), path);
            start = Start.Read(unpacked, path);
            return Decode(new PrefixedStream(start.Bytes, unpacked), start, encoding, path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The file's bytes as they are.</summary>
    public static FileStream OpenFile(string path)
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

    /// <summary>Whether <see cref="Open"/> gives the file's own bytes, so that a place in them is a place in the file.</summary>
    public static bool IsPlain(Stream opened) => opened is FileStream;

    private static Stream Decode(Stream stream, Start start, DatasetEncoding encoding, string path)
    {
        if (start.IsUtf32)
        {
            throw new AttuneException(
                DataErrors.Encoding, "The file is UTF-32.", "Save it as UTF-8.", path, 1, 1);
        }

        Skip(stream, start.MarkLength);
        if (start.IsUtf16)
            return new TranscodingStream(stream, new Utf16Transcoder(start.IsBigEndian));
        return encoding == DatasetEncoding.Latin1 && start.MarkLength == 0 ? new TranscodingStream(stream, new Latin1Transcoder()) : stream;
    }

    private static void Skip(Stream stream, int count)
    {
        if (stream.CanSeek)
            stream.Position = count;
        else
            stream.ReadExactly(stackalloc byte[count]);
    }

    /// <summary>What the first bytes of a stream tell.</summary>
    private sealed record Start(byte[] Bytes)
    {
        public bool IsGzip => Bytes is [0x1F, 0x8B, ..];

        public bool IsUtf32 => Bytes is [0xFF, 0xFE, 0, 0] or [0, 0, 0xFE, 0xFF];

        public bool IsBigEndian => Bytes is [0xFE, 0xFF, ..];

        public bool IsUtf16 => IsBigEndian || Bytes is [0xFF, 0xFE, ..];

        public int MarkLength => Bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : IsUtf16 ? 2 : 0;

        public static Start Read(Stream stream, string path)
        {
            var bytes = new byte[4];
            try
            {
                return new Start(bytes[..stream.ReadAtLeast(bytes, 4, throwOnEndOfStream: false)]);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw DataErrors.CannotRead(path, e);
            }
        }
    }
}
