using Attune.Text.Datasets.Files;

namespace Attune.Text.Datasets;

/// <summary>
/// Knows where each row of a dataset is, so that rows can be read in any order without being in memory: 16 bytes a row.
/// A file that is packed or in another encoding than UTF-8 is unpacked into a temporary file, which goes with the index.
/// Not for several threads at once.
/// </summary>
public sealed class DatasetIndex : IDisposable
{
    private readonly List<IndexedFile> files = [];

    private DatasetIndex()
    {
    }

    /// <summary>How many rows there are.</summary>
    public int Count { get; private set; }

    /// <summary>The row of that number, counted from 0 in the order of the files; read from the disk at each call.</summary>
    /// <exception cref="AttuneException">The row is malformed; as for <see cref="DatasetReader.Read"/>.</exception>
    public DatasetRow this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            var at = 0;
            while (index >= files[at].Count)
                index -= files[at++].Count;
            return files[at].Read(index);
        }
    }

    /// <summary>Reads the files once to find their rows.</summary>
    /// <param name="paths">The files, as <see cref="DatasetPaths.Expand"/> gives them.</param>
    /// <param name="options">What the files do not say of themselves; null is the defaults.</param>
    /// <exception cref="AttuneException">As for <see cref="DatasetReader.Read"/>.</exception>
    public static DatasetIndex Open(IReadOnlyList<string> paths, DatasetFileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(paths);
        options ??= new DatasetFileOptions();
        var index = new DatasetIndex();
        try
        {
            foreach (var path in paths)
            {
                var file = IndexedFile.Open(path, options);
                index.files.Add(file);
                index.Count = checked(index.Count + file.Count);
            }
        }
        catch
        {
            index.Dispose();
            throw;
        }

        return index;
    }

    /// <summary>The rows in a seeded order; the same seed gives the same order on every machine.</summary>
    /// <param name="seed">The seed, of an epoch for instance.</param>
    public IEnumerable<DatasetRow> Shuffled(ulong seed) => DatasetShuffle.Order(Count, seed).Select(index => this[index]);

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        foreach (var file in files)
            file.Dispose();
    }
}
