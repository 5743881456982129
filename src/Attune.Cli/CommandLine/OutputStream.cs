using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Attune.Cli.CommandLine;

/// <summary>
/// Standard output as UTF-8 without byte order mark and with <c>\n</c> only. Written in blocks: whoever may wait for the
/// other side flushes first. A reader that went away ends the program quietly.
/// </summary>
internal sealed class OutputStream(Stream stream, string name) : IDisposable
{
    private const int BrokenPipe = 32;
    private const int WindowsBrokenPipe = unchecked((int)0x8007006D);
    private const int WindowsNoReader = unchecked((int)0x800700E8);
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly byte[] _block = new byte[1 << 16];
    private readonly Encoder _encoder = Utf8.GetEncoder();
    private int _used;

    public static OutputStream Standard() => new(OpenStandard(), "standard output");

    public static OutputStream ToFile(string path)
    {
        try
        {
            return new OutputStream(new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw ToolErrors.CannotWriteTo(path, e);
        }
    }

    public void Write(ReadOnlySpan<char> text)
    {
        var done = false;
        while (!done)
        {
            if (_block.Length - _used < 16)
                Flush();
            _encoder.Convert(text, _block.AsSpan(_used), flush: false, out var read, out var written, out done);
            text = text[read..];
            _used += written;
        }
    }

    public void Flush()
    {
        if (_used == 0)
            return;
        try
        {
            stream.Write(_block, 0, _used);
            stream.Flush();
        }
        catch (IOException e) when (e.HResult is BrokenPipe or WindowsBrokenPipe or WindowsNoReader)
        {
            throw new ClosedPipeException(e);
        }
        catch (IOException e)
        {
            throw ToolErrors.CannotWriteTo(name, e);
        }
        finally
        {
            _used = 0;
        }
    }

    public void Dispose()
    {
        Flush();
        stream.Dispose();
    }

    /// <summary>
    /// The console's own stream swallows the error of a closed pipe, and the tool would go on for nobody; a file stream
    /// tells it, but keeps a position of its own where output goes to a file that other programs write to as well.
    /// </summary>
    private static Stream OpenStandard()
    {
        if (!OperatingSystem.IsWindows())
        {
            try
            {
                var stream = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
                if (!stream.CanSeek)
                    return stream;
            }
            catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
            {
                // Closed, or not to be written: the console's stream takes what nobody reads.
            }
        }

        return Console.OpenStandardOutput();
    }
}
