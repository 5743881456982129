using System.Text;
using Attune.Cli.CommandLine;

namespace Attune.Cli.Tokenizers;

/// <summary>The lines of a text file with their line ends (<c>\n</c>), one at a time.</summary>
internal static class TextFileLines
{
    private const int Block = 1 << 15;

    public static IEnumerable<string> Read(string path, Func<Stream> openInput)
    {
        using var reader = Open(path, openInput);
        var block = new char[Block];
        var line = new StringBuilder();
        for (var count = Fill(reader, block, path); count > 0; count = Fill(reader, block, path))
        {
            var start = 0;
            for (var end = Array.IndexOf(block, '\n', 0, count); end >= 0; end = Array.IndexOf(block, '\n', start, count - start))
            {
                line.Append(block, start, end + 1 - start);
                yield return line.ToString();
                line.Clear();
                start = end + 1;
            }

            line.Append(block, start, count - start);
        }

        if (line.Length > 0)
            yield return line.ToString();
    }

    private static StreamReader Open(string path, Func<Stream> openInput)
    {
        try
        {
            var stream = path == Streams.StandardInput ? openInput() : File.OpenRead(path);
            return new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw ToolErrors.CannotRead(path, e);
        }
    }

    private static int Fill(StreamReader reader, char[] block, string path)
    {
        try
        {
            return reader.ReadBlock(block, 0, block.Length);
        }
        catch (DecoderFallbackException e)
        {
            throw new AttuneException(ToolErrors.NotUtf8, "The file is not UTF-8.", "Save the file as UTF-8.", path, inner: e);
        }
        catch (IOException e)
        {
            throw ToolErrors.CannotRead(path, e);
        }
    }
}
