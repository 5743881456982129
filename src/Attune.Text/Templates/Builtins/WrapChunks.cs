using Attune.Text.Templates.Values;

namespace Attune.Text.Templates.Builtins;

/// <summary>
/// The pieces of a line that a wrap keeps whole, as Python's textwrap cuts them: blanks, words, the halves of a hyphenated
/// word (<c>well-|known</c>), and dashes between words. Places here are code points.
/// </summary>
internal sealed class WrapChunks
{
    private readonly string _text;
    private readonly List<int> _starts = [];

    private WrapChunks(string text)
    {
        _text = text;
        for (var i = 0; i < text.Length; i += CodePointText.LengthAt(text, i))
            _starts.Add(i);
        _starts.Add(text.Length);
    }

    private int Count => _starts.Count - 1;

    public static List<SpannedString> Of(SpannedString line, bool atHyphens)
    {
        var chunks = new WrapChunks(line.Text);
        var result = new List<SpannedString>();
        for (var at = 0; at < chunks.Count;)
        {
            var end = chunks.IsBlank(at) ? chunks.EndOfBlanks(at) : atHyphens ? chunks.EndOfPiece(at) : chunks.EndOfWord(at);
            result.Add(line.Slice(chunks._starts[at], chunks._starts[end] - chunks._starts[at]));
            at = end;
        }

        return result;
    }

    private int EndOfBlanks(int at)
    {
        while (at < Count && IsBlank(at))
            at++;
        return at;
    }

    private int EndOfWord(int at)
    {
        while (at < Count && !IsBlank(at))
            at++;
        return at;
    }

    private int EndOfPiece(int at)
    {
        if (at > 0 && StartsDash(at, out var afterDash))
            return afterDash;
        for (var end = at + 1; ; end++)
        {
            if (end < Count && Is(end, '-') && SplitsAfter(end))
                return end + 1;
            if (end >= Count || IsBlank(end) || StartsDash(end, out _))
                return end;
        }
    }

    /// <summary>Whether two or more hyphens stand here between words.</summary>
    private bool StartsDash(int at, out int after)
    {
        after = at;
        while (after < Count && Is(after, '-'))
            after++;
        return after - at >= 2 && after < Count && IsWord(after) && (IsWord(at - 1) || "!\"'&.,?".IndexOf(_text[_starts[at - 1]]) >= 0);
    }

    /// <summary>Whether the hyphen here stands between two letters, or letters with a hyphen, on each side.</summary>
    private bool SplitsAfter(int hyphen)
    {
        var before = IsLetter(hyphen - 1) && (IsLetter(hyphen - 2) || (hyphen >= 2 && Is(hyphen - 2, '-') && IsLetter(hyphen - 3)));
        return before && IsLetter(hyphen + 1) && (IsLetter(hyphen + 2) || (hyphen + 2 < Count && Is(hyphen + 2, '-') && IsLetter(hyphen + 3)));
    }

    private bool Is(int at, char character) => _text[_starts[at]] == character;

    // Only the blanks of ASCII separate words.
    private bool IsBlank(int at) => _text[_starts[at]] is ' ' or '\t' or '\n' or '\r' or '\v' or '\f';

    private bool IsWord(int at) => CharacterClasses.IsWordAt(_text, _starts[at]);

    private bool IsLetter(int at) => at >= 0 && at < Count && IsWord(at) && !char.IsDigit(_text, _starts[at]);
}
