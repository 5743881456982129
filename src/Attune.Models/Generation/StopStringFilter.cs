namespace Attune.Models;

/// <summary>
/// Lets text through up to the first stop string, piece by piece. The end of a piece that may be the beginning of a stop
/// string is held back until it is known.
/// </summary>
internal sealed class StopStringFilter(IReadOnlyList<string> stops)
{
    private string _held = "";

    /// <summary>Whether a stop string was met; nothing comes after it.</summary>
    public bool Stopped { get; private set; }

    /// <summary>Takes the next piece and gives what is certain not to belong to a stop string.</summary>
    public string Add(string piece)
    {
        if (Stopped)
            return "";
        if (stops.Count == 0)
            return piece;
        var text = _held + piece;
        var cut = -1;
        foreach (var stop in stops)
        {
            var at = text.IndexOf(stop, StringComparison.Ordinal);
            if (at >= 0 && (cut < 0 || at < cut))
                cut = at;
        }

        Stopped = cut >= 0;
        var safe = Stopped ? cut : text.Length - LongestBeginning(text);
        _held = Stopped ? "" : text[safe..];
        return text[..safe];
    }

    /// <summary>What was held back, once the text ends otherwise.</summary>
    public string Finish()
    {
        var rest = _held;
        _held = "";
        return rest;
    }

    /// <summary>Length of the longest end of the text that begins a stop string.</summary>
    private int LongestBeginning(string text)
    {
        var longest = 0;
        foreach (var stop in stops)
        {
            for (var length = Math.Min(stop.Length - 1, text.Length); length > longest; length--)
            {
                if (text.AsSpan(text.Length - length).SequenceEqual(stop.AsSpan(0, length)))
                    longest = length;
            }
        }

        return longest;
    }
}
