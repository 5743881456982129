namespace Attune.Text.Tokenizers;

/// <summary>Orders texts by code points, which is the order of their UTF-8 bytes too; by UTF-16, surrogates would come too early.</summary>
internal sealed class CodePointOrder : IComparer<string>
{
    public static CodePointOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var left = x.AsSpan();
        var right = y.AsSpan();
        var common = left.CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
            return left.Length.CompareTo(right.Length);
        var (a, b) = (left[common], right[common]);
        var (aHigh, bHigh) = (char.IsSurrogate(a), char.IsSurrogate(b));
        return aHigh == bHigh ? a.CompareTo(b) : aHigh.CompareTo(bHigh);
    }
}
