using System.Text;
using System.Text.Json;

namespace Attune.Text.Tokenizers.Models;

/// <summary>
/// Byte-pair encoding (Sennrich et al. 2016, arXiv:1508.07909): a piece starts as its characters or bytes, and the
/// pair of earliest rank merges until none is left.
/// </summary>
internal sealed class BpeModel : TokenizerModel
{
    [ThreadStatic]
    private static SymbolChain? chainOfThread;

    private readonly BpeOptions options;
    private readonly MergeTable merges;
    private readonly WordCache bytePieces = new();
    private readonly WordCache characterPieces = new();
    private readonly int[] idsOfBytes = new int[256];
    private readonly int[]? idsOfFallback;
    private readonly int unknownId = -1;

    public BpeModel(Vocabulary vocabulary, IReadOnlyList<(int Left, int Right, int Merged)> merges, BpeOptions options)
        : base(vocabulary)
    {
        this.options = options;
        this.merges = new MergeTable(merges);
        for (var value = 0; value < idsOfBytes.Length; value++)
            idsOfBytes[value] = IdOf([ByteAlphabet.LetterOf((byte)value)]);
        if (options.UnknownToken is { } unknown)
            unknownId = IdOf(unknown);
        if (options.ByteFallback)
            idsOfFallback = [.. Enumerable.Range(0, 256).Select(value => IdOf($"<0x{value:X2}>"))];
    }

    public override WordTokens Tokenize(ReadOnlySpan<char> piece, bool areBytes)
    {
        if (piece.Length > WordCache.LongestWord)
            return Split(piece, areBytes);
        var cache = areBytes ? bytePieces : characterPieces;
        var hash = WordCache.HashOf(piece);
        if (cache.Find(piece, hash) is { } known)
            return known;
        var tokens = Split(piece, areBytes);
        cache.Add(piece, hash, tokens);
        return tokens;
    }

    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "BPE");
        options.Write(writer);
        Vocabulary.Write(writer);
        writer.WriteStartArray("merges");
        foreach (var (left, right, _) in merges.Merges)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(Vocabulary.TryGetToken(left, out var token) ? token : null);
            writer.WriteStringValue(Vocabulary.TryGetToken(right, out token) ? token : null);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private WordTokens Split(ReadOnlySpan<char> piece, bool areBytes)
    {
        if (options.IgnoreMerges && WholeToken(piece, areBytes) is var whole and >= 0)
            return new WordTokens([whole], [new TokenOffset(0, piece.Length)]);
        var chain = chainOfThread ??= new SymbolChain();
        chain.Clear();
        var plainBytes = areBytes && string.IsNullOrEmpty(options.ContinuingPrefix) && string.IsNullOrEmpty(options.EndSuffix);
        var unknownBefore = false;
        for (var at = 0; at < piece.Length;)
        {
            Rune.DecodeFromUtf16(piece[at..], out var rune, out var length);
            var end = at + length;
            unknownBefore = plainBytes
                ? AddBytes(chain, rune, at, end, unknownBefore)
                : AddCharacter(chain, rune, areBytes, at, end, end == piece.Length, unknownBefore);
            at = end;
        }

        return chain.Merge(merges);
    }

    private int WholeToken(ReadOnlySpan<char> piece, bool areBytes) => IdOf(areBytes ? SpellOut(piece) : piece);

    private static string SpellOut(ReadOnlySpan<char> piece)
    {
        var letters = new StringBuilder();
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in piece.EnumerateRunes())
        {
            foreach (var value in utf8[..rune.EncodeToUtf8(utf8)])
                letters.Append(ByteAlphabet.LetterOf(value));
        }

        return letters.ToString();
    }

    private bool AddBytes(SymbolChain chain, Rune rune, int start, int end, bool unknownBefore)
    {
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var value in utf8[..rune.EncodeToUtf8(utf8)])
        {
            if (idsOfBytes[value] < 0)
            {
                unknownBefore = AddUnknown(chain, start, end, unknownBefore);
                continue;
            }

            chain.Add(idsOfBytes[value], start, end);
            unknownBefore = false;
        }

        return unknownBefore;
    }

    /// <summary>Adds a character, or its bytes' letters one by one, with the prefix and suffix that its place asks for.</summary>
    private bool AddCharacter(SymbolChain chain, Rune rune, bool areBytes, int start, int end, bool isLast, bool unknownBefore)
    {
        var letters = areBytes ? SpellOut(rune.ToString()) : rune.ToString();
        var step = areBytes ? 1 : letters.Length;
        for (var i = 0; i < letters.Length; i += step)
        {
            var symbol = letters.Substring(i, step);
            if (start > 0 || i > 0)
                symbol = options.ContinuingPrefix + symbol;
            if (isLast && i + step == letters.Length)
                symbol += options.EndSuffix;
            var id = IdOf(symbol);
            if (id >= 0)
                chain.Add(id, start, end);
            else if (!TryAddFallback(chain, symbol, start, end))
                unknownBefore = AddUnknown(chain, start, end, unknownBefore);
            if (id >= 0)
                unknownBefore = false;
        }

        return unknownBefore;
    }

    private bool TryAddFallback(SymbolChain chain, string symbol, int start, int end)
    {
        if (idsOfFallback is null)
            return false;
        var bytes = Encoding.UTF8.GetBytes(symbol);
        foreach (var value in bytes)
        {
            if (idsOfFallback[value] < 0)
                return false;
        }

        foreach (var value in bytes)
            chain.Add(idsOfFallback[value], start, end);
        return true;
    }

    private bool AddUnknown(SymbolChain chain, int start, int end, bool unknownBefore)
    {
        if (unknownId < 0)
            return false;
        if (unknownBefore && options.FuseUnknown)
            chain.ExtendLast(end);
        else
            chain.Add(unknownId, start, end);
        return true;
    }

    private int IdOf(ReadOnlySpan<char> token) => Vocabulary.TryGetId(token, out var id) ? id : -1;
}
