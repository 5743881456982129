namespace Attune.Models;

/// <summary>Documents one after the other in a single row, without padding.</summary>
/// <param name="TokenIds">The tokens, T of them.</param>
/// <param name="Positions">The place of each in its document, from 0.</param>
/// <param name="DocumentStarts">Where each document begins in the row; rising, the first is 0.</param>
public sealed record PackedTokens(int[] TokenIds, int[] Positions, int[] DocumentStarts)
{
    /// <summary>Keys and values before the documents, or null.</summary>
    internal PrefixRows? Prefix { get; init; }

    /// <summary>The segment of each token, for encoders that have segments.</summary>
    /// <value>Default null: all 0.</value>
    public int[]? TokenTypes { get; init; }

    /// <summary>
    /// For each document, the one it goes on from, which stands before it, or -1: several texts then share what they begin
    /// with. Positions count from the root's start. Empty where there are no such documents.
    /// </summary>
    /// <value>Default empty.</value>
    public int[] Parents { get; init; } = [];

    /// <summary>Packs documents in their order.</summary>
    public static PackedTokens Pack(IReadOnlyList<int[]> documents)
    {
        ArgumentNullException.ThrowIfNull(documents);
        var length = documents.Sum(document => document.Length);
        var (ids, positions, starts) = (new int[length], new int[length], new int[documents.Count]);
        var at = 0;
        for (var d = 0; d < documents.Count; d++)
        {
            starts[d] = at;
            for (var i = 0; i < documents[d].Length; i++, at++)
                (ids[at], positions[at]) = (documents[d][i], i);
        }

        return new PackedTokens(ids, positions, starts);
    }
}
