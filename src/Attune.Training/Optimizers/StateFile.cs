using System.Runtime.InteropServices;
using Attune.Text.Datasets;

namespace Attune.Training;

/// <summary>
/// A temporary file of float32 numbers, read and written stretch by stretch. It is not mapped: pages of a mapped file count as
/// the process's own until the system takes them back. Its whole length is taken from the disk when it is opened, so that a full
/// disk is known before the first step.
/// </summary>
internal sealed class StateFile : IDisposable
{
    private readonly string _folder;
    private readonly long _bytes;
    private readonly FileStream _file;

    /// <summary>Makes a file of zeros.</summary>
    /// <param name="folder">Where; it is made if missing.</param>
    /// <param name="numbers">How many numbers it holds.</param>
    /// <exception cref="AttuneException">ATT4214: no space, no permission.</exception>
    public StateFile(string folder, long numbers)
    {
        (_folder, _bytes) = (folder, checked(numbers * sizeof(float)));
        try
        {
            Directory.CreateDirectory(folder);
            _file = TemporaryFile.Create(folder, "optimizer", _bytes);
            _file.SetLength(_bytes);
            // Elsewhere a file can go while it is open, so that nothing is left even when the process is killed; Windows deletes it
            // when the process is gone.
            if (!OperatingSystem.IsWindows())
                File.Delete(_file.Name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _file?.Dispose();
            throw Failed(exception);
        }
    }

    /// <exception cref="AttuneException">ATT4214: it cannot be read.</exception>
    public void Read(long start, Span<float> numbers)
    {
        var bytes = MemoryMarshal.AsBytes(numbers);
        try
        {
            for (long place = start * sizeof(float); bytes.Length > 0;)
            {
                int read = RandomAccess.Read(_file.SafeFileHandle, bytes, place);
                if (read == 0)
                    throw new EndOfStreamException("it has become shorter.");
                bytes = bytes[read..];
                place += read;
            }
        }
        catch (IOException exception)
        {
            throw Failed(exception);
        }
    }

    /// <exception cref="AttuneException">ATT4214: it cannot be written.</exception>
    public void Write(long start, ReadOnlySpan<float> numbers)
    {
        try
        {
            RandomAccess.Write(_file.SafeFileHandle, MemoryMarshal.AsBytes(numbers), start * sizeof(float));
        }
        catch (IOException exception)
        {
            throw Failed(exception);
        }
    }

    public void Dispose() => _file.Dispose();

    private AttuneException Failed(Exception exception) => new(
        "ATT4214",
        FormattableString.Invariant($"The optimizer's state ({_bytes / (double)(1 << 20):N0} MiB) cannot be kept in a file: {exception.Message}"),
        "Make space on the disk and allow writing to the folder, or train without 'Paged'.",
        _folder,
        inner: exception);
}
