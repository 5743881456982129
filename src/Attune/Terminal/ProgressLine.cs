using System.Globalization;

namespace Attune.Terminal;

/// <summary>
/// One line that shows how far a long task is. On a terminal it is drawn over itself; where output goes to a file or a
/// build log it is written anew every few seconds, so that a log stays short and a person still sees it move.
/// </summary>
internal sealed class ProgressLine
{
    private static readonly TimeSpan TerminalInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(5);
    private const int BarWidth = 24;

    private readonly TextWriter _output;
    private readonly TimeProvider _time;
    private readonly bool _interactive;
    private readonly string _label;
    private long _lastShown;
    private bool _shown;
    private int _lastLength;

    public ProgressLine(TextWriter output, bool interactive, TimeProvider time, string label)
    {
        _output = output;
        _interactive = interactive;
        _time = time;
        _label = label;
        _lastShown = time.GetTimestamp();
    }

    /// <summary>Shows the line if it is time to; the last step is always shown.</summary>
    public void Show(int done, int total, Func<string> details)
    {
        if (!IsTime() && done < total)
            return;
        var share = total == 0 ? 1 : Math.Clamp((double)done / total, 0, 1);
        var filled = (int)(share * BarWidth);
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"  {_label,-11} [{new string('#', filled)}{new string('.', BarWidth - filled)}] {share * 100,3:0} %  {details()}");
        Write(line);
    }

    /// <summary>Shows the line, if it is time to, of what has no known end.</summary>
    public void ShowCount(string count)
    {
        if (IsTime())
            Write($"  {_label,-11} {count}");
    }

    /// <summary>Ends the line, so that what follows starts on its own.</summary>
    public void End()
    {
        if (_interactive && _shown)
            _output.WriteLine();
    }

    /// <summary><c>01:05</c>, or <c>1:02:05</c> from an hour on.</summary>
    public static string Format(TimeSpan time) =>
        time.TotalHours >= 1 ? time.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture) : time.ToString(@"mm\:ss", CultureInfo.InvariantCulture);

    private bool IsTime() => !_shown || _time.GetElapsedTime(_lastShown) >= (_interactive ? TerminalInterval : LogInterval);

    private void Write(string line)
    {
        _lastShown = _time.GetTimestamp();
        _shown = true;
        if (!_interactive)
        {
            _output.WriteLine(line);
            return;
        }

        _output.Write('\r' + line.PadRight(_lastLength));
        _lastLength = line.Length;
        _output.Flush();
    }
}
