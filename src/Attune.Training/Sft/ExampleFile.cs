using System.Buffers;
using System.Collections;
using System.Runtime.InteropServices;
using Attune.Text.Datasets;

namespace Attune.Training;

/// <summary>
/// Examples in a temporary file that goes with this object: of each, 8 bytes stay in memory. Written one after the other,
/// then read in any order; not for several threads at once.
/// </summary>
public sealed class ExampleFile : IReadOnlyList<TrainingExample>, IDisposable
{
    /// <summary>Number of tokens, number of the source's file, line.</summary>
    private const int HeadInts = 3;

    private readonly FileStream _file;
    private readonly List<string> _sources = [];
    private readonly List<long> _ends;
    private long _flushed;

    /// <summary>Makes an empty file.</summary>
    /// <param name="folder">Where; it exists.</param>
    /// <param name="rows">How many examples are to be expected.</param>
    /// <exception cref="AttuneException">ATT4213: it cannot be written there.</exception>
    public ExampleFile(string folder, int rows = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _ends = new List<long>(rows);
        Path = folder;
        _file = Guarded(() => TemporaryFile.Create(folder, "examples"));
        Path = _file.Name;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <inheritdoc/>
    public int Count => _ends.Count;

    private long End => _ends.Count == 0 ? 0 : _ends[^1];

    /// <summary>The example of that number; read from the disk at each call.</summary>
    /// <exception cref="AttuneException">ATT4213: the file cannot be read, or is not as it was written.</exception>
    public TrainingExample this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            var start = index == 0 ? 0 : _ends[index - 1];
            return Guarded(() => Read(start, (int)(_ends[index] - start)));
        }
    }

    /// <summary>Adds an example.</summary>
    /// <param name="tokenIds">Prompt and completion.</param>
    /// <param name="lossMask">For each token, whether it is a target.</param>
    /// <param name="file">The file it is from.</param>
    /// <param name="line">Its line there, from 1.</param>
    /// <exception cref="AttuneException">ATT4213: no space.</exception>
    public void Add(ReadOnlySpan<int> tokenIds, ReadOnlySpan<bool> lossMask, string file, int line)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(lossMask.Length, tokenIds.Length);
        if (_sources.Count == 0 || _sources[^1] != file)
            _sources.Add(file);
        try
        {
            _file.Position = End;
            _file.Write(MemoryMarshal.AsBytes([tokenIds.Length, _sources.Count - 1, line]));
            _file.Write(MemoryMarshal.AsBytes(tokenIds));
            _file.Write(MemoryMarshal.AsBytes(lossMask));
        }
        catch (IOException e)
        {
            throw Failed(e.Message, e);
        }

        _ends.Add(End + Length(tokenIds.Length));
    }

    /// <inheritdoc/>
    public IEnumerator<TrainingExample> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Closes and deletes the file.</summary>
    public void Dispose() => _file.Dispose();

    private static long Length(int tokens) => (HeadInts * sizeof(int)) + (tokens * (long)(sizeof(int) + sizeof(bool)));

    private TrainingExample Read(long start, int length)
    {
        if (_flushed != End)
        {
            _file.Flush();
            _flushed = End;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var bytes = buffer.AsSpan(0, length);
            var read = 0;
            for (int now; read < length && (now = RandomAccess.Read(_file.SafeFileHandle, bytes[read..], start + read)) > 0;)
                read += now;
            var head = MemoryMarshal.Cast<byte, int>(bytes)[..HeadInts];
            var (tokens, source, line) = (head[0], head[1], head[2]);
            if (read < length || tokens < 0 || Length(tokens) != length || (uint)source >= (uint)_sources.Count)
                throw Failed("it is not as it was written.", null);
            var (ids, mask) = (new int[tokens], new bool[tokens]);
            bytes.Slice(HeadInts * sizeof(int), tokens * sizeof(int)).CopyTo(MemoryMarshal.AsBytes(ids.AsSpan()));
            bytes[((HeadInts + tokens) * sizeof(int))..].CopyTo(MemoryMarshal.AsBytes(mask.AsSpan()));
            return new TrainingExample(ids, mask, $"{_sources[source]}({line})");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private T Guarded<T>(Func<T> use)
    {
        try
        {
            return use();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed(e.Message, e);
        }
    }

    private AttuneException Failed(string reason, Exception? inner) => new(
        "ATT4213", $"The tokens of the rows cannot be kept in a file while they are learned: {reason}",
        "Make space for about five bytes for each token, give write permission, and leave the file alone.", Path, inner: inner);
}
