using System.IO.MemoryMappedFiles;

namespace Attune.Models;

/// <summary>
/// A GGUF file (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md), the format of llama.cpp: values, among them a
/// tokenizer and a chat template, and tensors in blocks. Opening checks the whole head against the size of the file and maps
/// the data into memory; nothing is allocated by numbers found in the file. Reading is safe from several threads.
/// </summary>
public sealed unsafe class GgufFile : IDisposable
{
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly GgufHead _head;
    private readonly byte* _data;
    private readonly Dictionary<string, GgufTensor> _tensors;
    private bool _disposed;

    private GgufFile(string path, MemoryMappedFile map, MemoryMappedViewAccessor view, GgufHead head, byte* start)
    {
        (FilePath, _map, _view, _head) = (path, map, view, head);
        _data = start + head.DataStart;
        _tensors = head.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>Where the file is.</summary>
    public string FilePath { get; }

    /// <summary>The values by key: numbers and truth values in the type that the file gives them, texts, and arrays of these.</summary>
    public IReadOnlyDictionary<string, object> Values => _head.Values;

    /// <summary>Its tensors by name.</summary>
    public IReadOnlyDictionary<string, GgufTensor> Tensors => _tensors;

    /// <summary>Its tensors in their order.</summary>
    internal IReadOnlyList<GgufTensor> InOrder => _head.Tensors;

    /// <summary>Whether a path names a GGUF file: by its ending, and it is no folder.</summary>
    public static bool IsGguf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(path);
    }

    /// <summary>Opens a file after checking its head.</summary>
    /// <exception cref="AttuneException">ATT4102: missing or unreadable. ATT4120: not a valid GGUF file. ATT4121: a tensor is stored in a way that is not read here.</exception>
    public static GgufFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return Map(path);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            throw new AttuneException(
                "ATT4120", $"This is not a valid GGUF file: {exception.Message}.",
                "Download or convert it again; a Git LFS pointer, an error page or a file cut short looks like this.", path, inner: exception);
        }
        catch (NotSupportedException exception)
        {
            throw new AttuneException(
                "ATT4121", exception.Message, $"Take a file with {string.Join(", ", BlockFormats.All.Select(format => format.Name))}.", path, inner: exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AttuneException(
                "ATT4102", $"The model cannot be read: {exception.Message}", "Check the path and the permissions.", path, inner: exception);
        }
    }

    /// <summary>The bytes of some of a tensor's rows. Valid until the file is disposed.</summary>
    internal ReadOnlySpan<byte> Bytes(GgufTensor tensor, long offset, int count)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, tensor.Length - count);
        return new ReadOnlySpan<byte>(_data + tensor.Offset + offset, count);
    }

    /// <summary>Reads a stretch of a tensor as float32.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="first">The first number, counted through all dimensions; the first of a block.</param>
    /// <param name="destination">Whole blocks.</param>
    /// <exception cref="ArgumentException">No such tensor, or the stretch goes beyond it.</exception>
    public void Read(string name, long first, Span<float> destination)
    {
        if (!_tensors.TryGetValue(name, out var tensor))
            throw new ArgumentException($"{FilePath} has no tensor '{name}'.", nameof(name));
        if (first < 0 || first > tensor.ElementCount - destination.Length)
            throw new ArgumentException($"'{name}' has {tensor.ElementCount} numbers.", nameof(first));
        var format = tensor.Format;
        var step = (1 << 20) / format.BlockLength * format.BlockLength;
        for (var done = 0; done < destination.Length; done += step)
        {
            var part = destination.Slice(done, Math.Min(step, destination.Length - done));
            format.Dequantize(Bytes(tensor, format.BytesOf(first + done), (int)format.BytesOf(part.Length)), part);
        }
    }

    /// <summary>Reads a tensor as float32 into an array.</summary>
    public float[] ReadArray(string name)
    {
        var values = new float[_tensors.TryGetValue(name, out var tensor) ? tensor.ElementCount : 0];
        Read(name, 0, values);
        return values;
    }

    /// <summary>Unmaps the file.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _map.Dispose();
    }

    private static GgufFile Map(string path)
    {
        var length = new FileInfo(path) is { Exists: true } file ? file.Length : throw new FileNotFoundException($"There is no file '{path}'.", path);
        if (length == 0)
            throw new FormatException("it is empty");
        var map = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        MemoryMappedViewAccessor? view = null;
        byte* start = null;
        try
        {
            view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            start += view.PointerOffset;
            return new GgufFile(path, map, view, GgufHead.Read(new GgufCursor(start, length), length), start);
        }
        catch
        {
            if (start is not null)
                view!.SafeMemoryMappedViewHandle.ReleasePointer();
            view?.Dispose();
            map.Dispose();
            throw;
        }
    }
}
