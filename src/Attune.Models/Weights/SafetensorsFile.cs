using System.Buffers;
using System.IO.MemoryMappedFiles;
using Attune.Tensors;
using Microsoft.Win32.SafeHandles;

namespace Attune.Models;

/// <summary>
/// A safetensors file (https://huggingface.co/docs/safetensors): eight bytes of header length, a JSON header, the tensors.
/// Opening checks the whole header against the size of the file and maps the data into memory; nothing is allocated by
/// numbers found in the file. Reading is safe from several threads. Numbers are read through a small buffer and not through the
/// map, whose pages would be resident beside the weights that are made of them.
/// </summary>
public sealed unsafe class SafetensorsFile : IDisposable
{
    private static readonly Dictionary<string, string> PyTorchMetadata = new(StringComparer.Ordinal) { ["format"] = "pt" };

    private readonly SafetensorsHeader _header;
    private readonly MemoryMappedFile? _map;
    private readonly MemoryMappedViewAccessor? _view;
    private readonly byte* _data;
    private readonly SafeFileHandle _file;
    private readonly long _dataStart;
    private bool _disposed;

    private SafetensorsFile(string path, SafetensorsHeader header, MemoryMappedFile? map, SafeFileHandle file, long dataStart)
    {
        FilePath = path;
        _header = header;
        (_file, _dataStart) = (file, dataStart);
        if (map is null)
            return;
        _map = map;
        _view = map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _data);
        _data += _view.PointerOffset + dataStart;
    }

    /// <summary>Where the file is.</summary>
    public string FilePath { get; }

    /// <summary>The text pairs of <c>__metadata__</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>Its tensors by name.</summary>
    public IReadOnlyDictionary<string, SafetensorsEntry> Tensors => _header.Tensors;

    /// <summary>Opens a file after checking its header.</summary>
    /// <exception cref="AttuneException">ATT4101: not a valid safetensors file. ATT4102: missing or unreadable.</exception>
    public static SafetensorsFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            var (header, dataStart) = ReadHeader(stream);
            var map = stream.Length == dataStart
                ? null
                : MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
            var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.SequentialScan);
            return new SafetensorsFile(path, header, map, file, dataStart);
        }
        catch (FormatException exception)
        {
            throw new AttuneException(
                "ATT4101",
                $"This is not a valid safetensors file: {exception.Message}.",
                "Download or save it again; a Git LFS pointer, an error page or a file cut short looks like this.",
                path,
                inner: exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AttuneException(
                "ATT4102", $"The weights cannot be read: {exception.Message}", "Check the path and the permissions.", path, inner: exception);
        }
    }

    /// <summary>Writes a file, atomically: tensors by falling size of their numbers and then by name, <c>format: pt</c> in the metadata.</summary>
    /// <param name="path">The file to make or replace.</param>
    /// <param name="tensors">What to write; names must differ.</param>
    /// <param name="metadata">Text pairs for the header; <c>format: pt</c> when null.</param>
    /// <exception cref="AttuneException">ATT4110: no space, no permission.</exception>
    public static void Write(
        string path, IEnumerable<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        AtomicFile.Write(path, stream => Write(stream, tensors, metadata));

    /// <summary>Writes the content of a file to a stream, in the same order.</summary>
    /// <param name="stream">Where to; it is not closed.</param>
    /// <param name="tensors">What to write; names must differ.</param>
    /// <param name="metadata">Text pairs for the header; <c>format: pt</c> when null.</param>
    public static void Write(
        Stream stream, IEnumerable<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var ordered = tensors
            .OrderByDescending(tensor => StorageTypes.SizeOf(tensor.Type))
            .ThenBy(tensor => tensor.Name, StringComparer.Ordinal)
            .ToList();
        for (var i = 1; i < ordered.Count; i++)
        {
            if (ordered[i].Name == ordered[i - 1].Name)
                throw new ArgumentException($"Two tensors are called '{ordered[i].Name}'.", nameof(tensors));
        }

        stream.Write(SafetensorsHeaderWriter.Write(metadata ?? PyTorchMetadata, ordered));
        var buffer = new byte[1 << 16];
        foreach (var tensor in ordered)
            tensor.WriteTo(stream, buffer);
    }

    /// <summary>The bytes of a tensor as they lie in the file. Valid until the file is disposed.</summary>
    /// <exception cref="ArgumentException">No such tensor, or it is above 2 GiB.</exception>
    public ReadOnlySpan<byte> Bytes(string name)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var entry = Entry(name);
        return entry.Length <= int.MaxValue
            ? new ReadOnlySpan<byte>(_data + entry.Begin, (int)entry.Length)
            : throw new ArgumentException($"'{name}' has {entry.Length} bytes, more than a span can hold.", nameof(name));
    }

    /// <summary>Reads a tensor as float32: F16, BF16 and F8 are widened exactly, F64 and I64 narrowed to nearest.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="destination">Exactly as long as the tensor has numbers.</param>
    /// <exception cref="AttuneException">ATT4109: its storage type cannot be read as float32.</exception>
    public void Read(string name, Span<float> destination)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var entry = Entry(name);
        if (!StorageConversion.CanReadAsSingle(entry.Type))
        {
            throw new AttuneException(
                "ATT4109",
                $"Tensor '{name}' is stored as {StorageTypes.NameOf(entry.Type)}, which is not a kind of weight.",
                "Save the model as F32, F16 or BF16.",
                FilePath);
        }

        if (destination.Length != entry.ElementCount)
            throw new ArgumentException($"'{name}' has {entry.ElementCount} numbers, not {destination.Length}.", nameof(destination));
        ReadStretch(entry, 0, destination);
    }

    /// <summary>Reads a stretch of a tensor as float32.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="first">The first number, counted from 0 through all dimensions.</param>
    /// <param name="destination">As long as the stretch.</param>
    /// <exception cref="ArgumentException">The stretch goes beyond the tensor.</exception>
    public void Read(string name, long first, Span<float> destination)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var entry = Entry(name);
        if (first < 0 || first > entry.ElementCount - destination.Length)
            throw new ArgumentException($"'{name}' has {entry.ElementCount} numbers.", nameof(first));
        ReadStretch(entry, first, destination);
    }

    private void ReadStretch(SafetensorsEntry entry, long first, Span<float> destination)
    {
        const int longest = 1 << 20;
        var size = StorageTypes.SizeOf(entry.Type);
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min((long)destination.Length * size, longest));
        try
        {
            for (var done = 0; done < destination.Length;)
            {
                var count = Math.Min(buffer.Length / size, destination.Length - done);
                var bytes = buffer.AsSpan(0, count * size);
                ReadExactly(_dataStart + entry.Begin + ((first + done) * size), bytes);
                StorageConversion.ToSingle(entry.Type, bytes, destination.Slice(done, count));
                done += count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void ReadExactly(long place, Span<byte> bytes)
    {
        try
        {
            for (int read; bytes.Length > 0; bytes = bytes[read..], place += read)
            {
                read = RandomAccess.Read(_file, bytes, place);
                if (read == 0)
                    throw new EndOfStreamException("it has become shorter.");
            }
        }
        catch (IOException exception)
        {
            throw new AttuneException(
                "ATT4102", $"The weights cannot be read: {exception.Message}", "Leave the file alone while it is read.", FilePath, inner: exception);
        }
    }

    /// <summary>Reads a tensor as float32 into an array.</summary>
    public float[] ReadArray(string name)
    {
        var values = new float[Entry(name).ElementCount];
        Read(name, values);
        return values;
    }

    /// <summary>Reads a tensor of at most four dimensions as float32 into memory of its own.</summary>
    public Tensor ReadTensor(string name, Backend backend)
    {
        var entry = Entry(name);
        var shape = new int[entry.Dimensions.Count];
        for (var i = 0; i < shape.Length; i++)
            shape[i] = checked((int)entry.Dimensions[i]);
        return Tensor.From(backend, new Shape(shape), ReadArray(name));
    }

    /// <summary>Unmaps the file.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _view?.SafeMemoryMappedViewHandle.ReleasePointer();
        _view?.Dispose();
        _map?.Dispose();
        _file.Dispose();
    }

    private SafetensorsEntry Entry(string name) =>
        Tensors.TryGetValue(name, out var entry)
            ? entry
            : throw new ArgumentException($"{FilePath} has no tensor '{name}'.", nameof(name));

    private static (SafetensorsHeader Header, long DataStart) ReadHeader(FileStream stream)
    {
        Span<byte> lengthBytes = stackalloc byte[8];
        if (stream.ReadAtLeast(lengthBytes, 8, throwOnEndOfStream: false) < 8)
            throw new FormatException($"it has only {stream.Length} bytes, less than the length of a header");
        var length = System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(lengthBytes);
        if (length > SafetensorsHeader.LongestHeader)
            throw new FormatException($"its header would have {length} bytes, more than the format allows");
        if ((long)length > stream.Length - 8)
            throw new FormatException($"its header would have {length} bytes, the file has {stream.Length - 8} after the length");
        var json = new byte[length];
        stream.ReadExactly(json);
        var dataStart = 8 + (long)length;
        return (SafetensorsHeader.Parse(json, stream.Length - dataStart), dataStart);
    }
}
