using System.Text;

namespace Attune.Hosting.Progress;

/// <summary>
/// Reads lines that another process appends to a file. A line counts once its end is there; a file that got shorter was
/// begun anew and is read from its start.
/// </summary>
internal sealed class JsonLinesTail(string path)
{
    /// <summary>A longer line is no event and is skipped.</summary>
    private const int LongestLine = 64 * 1024;

    private const int MostBytesAtOnce = 1024 * 1024;

    private readonly List<byte> _partial = [];
    private long _position;
    private bool _skipping;

    /// <summary>The whole lines that have come since the last call.</summary>
    public IReadOnlyList<string> ReadNew()
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return ReadNew(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not written yet, or just being replaced.
            return [];
        }
    }

    private List<string> ReadNew(FileStream file)
    {
        if (file.Length < _position)
        {
            _partial.Clear();
            (_position, _skipping) = (0, false);
        }

        file.Position = _position;
        var bytes = new byte[Math.Min(MostBytesAtOnce, file.Length - _position)];
        var count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        _position += count;
        var lines = new List<string>();
        foreach (var value in bytes.AsSpan(0, count))
        {
            if (value != '\n')
            {
                _partial.Add(value);
                _skipping |= _partial.Count > LongestLine;
                if (_skipping)
                    _partial.Clear();
                continue;
            }

            if (!_skipping && _partial.Count > 0)
                lines.Add(Encoding.UTF8.GetString([.. _partial]));
            _partial.Clear();
            _skipping = false;
        }

        return lines;
    }
}
