using Attune.Hosting.Running;

namespace Attune.Hosting.Processes;

/// <summary>The last lines of a resource. Older ones are forgotten, and readers that fall behind see where lines are missing by their numbers.</summary>
/// <param name="capacity">How many lines are kept.</param>
internal sealed class LogBuffer(int capacity = LogBuffer.DefaultCapacity)
{
    public const int DefaultCapacity = 10_000;

    /// <summary>Longer lines are cut; a base64 blob on one line must not fill the memory.</summary>
    public const int MostCharacters = 8 * 1024;

    private readonly Lock _lock = new();
    private readonly LogLine[] _lines = new LogLine[capacity];
    private int _count;

    /// <summary>Raised after each line.</summary>
    public ChangeSignal Changed { get; } = new();

    public void Add(string text, bool isError = false)
    {
        if (text.Length > MostCharacters)
            text = string.Concat(text.AsSpan(0, MostCharacters), " ...");
        lock (_lock)
        {
            _lines[_count % capacity] = new LogLine(_count + 1, text, isError);
            _count++;
        }

        Changed.Raise();
    }

    /// <summary>The lines numbered above <paramref name="seen"/> that are still known, oldest first, at most <paramref name="most"/>.</summary>
    public IReadOnlyList<LogLine> After(int seen, int most = int.MaxValue)
    {
        lock (_lock)
        {
            var first = Math.Max(seen, _count - capacity);
            var lines = new LogLine[Math.Min(most, Math.Max(0, _count - first))];
            for (var i = 0; i < lines.Length; i++)
                lines[i] = _lines[(first + i) % capacity];
            return lines;
        }
    }
}
