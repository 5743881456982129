namespace Attune.Preparation;

/// <summary>The state of files that are read more than once, so that rows of two states are never mixed.</summary>
internal sealed class FileStamps(IReadOnlyList<string> files)
{
    private readonly List<(long Length, DateTime Written)> _stamps = [.. files.Select(Stamp)];

    /// <exception cref="AttuneException">ATT3029: a file is another than at first.</exception>
    public void Verify()
    {
        for (var i = 0; i < files.Count; i++)
        {
            if (Stamp(files[i]) != _stamps[i])
            {
                throw new AttuneException(
                    "ATT3029", "The file was changed while its rows were read.", "Run again when nobody writes to it.", files[i]);
            }
        }
    }

    /// <summary>A file that is missing has a stamp as well; reading it tells.</summary>
    private static (long, DateTime) Stamp(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? (file.Length, file.LastWriteTimeUtc) : default;
    }
}
