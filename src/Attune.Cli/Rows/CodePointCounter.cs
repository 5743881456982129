namespace Attune.Cli.Rows;

/// <summary>
/// Positions in a .NET string as positions in Unicode code points, which is what Python and Hugging Face count. It walks
/// from the last position asked for, so neighbouring positions cost little in either direction.
/// </summary>
internal sealed class CodePointCounter(string text)
{
    private int _index;
    private int _points;

    /// <summary>The code points that start before the index.</summary>
    public int At(int index)
    {
        for (; _index < index; _index++)
            _points += StartsAt(_index);
        for (; _index > index; _index--)
            _points -= StartsAt(_index - 1);
        return _points;
    }

    private int StartsAt(int index) => index > 0 && char.IsSurrogatePair(text, index - 1) ? 0 : 1;
}
