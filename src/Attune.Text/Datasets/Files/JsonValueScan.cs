using System.Buffers;

namespace Attune.Text.Datasets.Files;

/// <summary>
/// Finds where a JSON value ends by its brackets and quotes alone, so that a value can be taken out of a long file. It
/// checks nothing: what it finds is parsed afterwards.
/// </summary>
internal struct JsonValueScan
{
    private static readonly SearchValues<byte> InString = SearchValues.Create([.. Enumerable.Range(0, 32).Select(c => (byte)c), (byte)'"', (byte)'\\']);
    private static readonly SearchValues<byte> Outside = SearchValues.Create("{}[]\""u8);
    private static readonly SearchValues<byte> AtTop = SearchValues.Create("{}[]\","u8);

    private int depth;
    private bool inString;

    /// <summary>Whether the end was found.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Scans on.</summary>
    /// <param name="bytes">The value's bytes from its first, as far as they are there.</param>
    /// <param name="at">Where the last call ended.</param>
    /// <returns>The value's length where it is done, else where to go on with more bytes.</returns>
    public int Advance(ReadOnlySpan<byte> bytes, int at)
    {
        while (!IsDone)
        {
            var next = bytes[at..].IndexOfAny(inString ? InString : depth == 0 ? AtTop : Outside);
            if (next < 0)
                return bytes.Length;
            at += next;
            if (inString && bytes[at] == '\\')
            {
                if (at + 1 == bytes.Length)
                    return at;
                at += 2;
            }
            else
            {
                at += inString ? EndString(bytes[at]) : Step(bytes[at]);
            }
        }

        return at;
    }

    /// <summary>A control character in a string is a mistake that the parser will tell; it may also be a string without end.</summary>
    private int EndString(byte found)
    {
        inString = false;
        IsDone = depth == 0 || found != '"';
        return 1;
    }

    private int Step(byte found)
    {
        switch (found)
        {
            case (byte)'"':
                inString = true;
                return 1;
            case (byte)'{' or (byte)'[':
                depth++;
                return 1;
            case (byte)'}' or (byte)']' when depth > 0:
                IsDone = --depth == 0;
                return 1;
            default:
                // A comma or bracket of what is around the value.
                IsDone = true;
                return 0;
        }
    }
}
