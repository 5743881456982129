using System.Text;

namespace Attune.Text.Tokenizers.Models;

/// <summary>Spells a piece as symbols of a BPE vocabulary and merges them.</summary>
internal sealed class BpeSplitter : PieceSplitter
{
    private readonly Vocabulary vocabulary;
    private readonly IReadOnlySet<int>? hidden;
    private readonly BpeOptions options;
    private readonly MergeOrder order;
    private readonly UnknownPiece unknown;
    private readonly ByteTokens? fallback;
    private readonly SymbolChain chain = new();
    private readonly SpelledBytes spelled = new();
    private readonly int[] idsOfBytes = new int[256];
    private readonly bool ignoreMerges;

    public BpeSplitter(BpeModel model)
    {
        vocabulary = model.Vocabulary;
        hidden = model.Hidden;
        options = model.Options;
        order = new MergeOrder(model.Merges, model.Dropout);
        unknown = UnknownPiece.In(vocabulary, options.UnknownToken);
        fallback = options.ByteFallback ? new ByteTokens(vocabulary) : null;
        ignoreMerges = options.IgnoreMerges && model.Dropout is null;
        for (var value = 0; value < idsOfBytes.Length; value++)
            idsOfBytes[value] = IdOf([ByteAlphabet.LetterOf((byte)value)]);
    }

    public override long Steps => chain.Lookups + order.Steps;

    public override void Split(ReadOnlySpan<char> piece, bool areBytes, TokenBuffer tokens)
    {
        if (ignoreMerges && IdOf(areBytes ? spelled.Spell(piece) : piece) is var whole and >= 0)
        {
            tokens.Add(whole, 0, piece.Length);
            return;
        }

        chain.Clear();
        if (areBytes && options.HasAffixes)
            SpellBytesWithAffixes(piece);
        else if (areBytes)
            SpellBytes(piece);
        else
            SpellCharacters(piece);
        order.MergeAll(chain);
        chain.AppendTo(tokens);
    }

    private void SpellBytes(ReadOnlySpan<char> piece)
    {
        Span<byte> utf8 = stackalloc byte[4];
        var unknownBefore = false;
        for (var at = 0; at < piece.Length;)
        {
            if (piece[at] < 128 && idsOfBytes[piece[at]] >= 0)
            {
                chain.Add(idsOfBytes[piece[at]], at, at + 1);
                unknownBefore = false;
                at++;
                continue;
            }

            Rune.DecodeFromUtf16(piece[at..], out var rune, out var length);
            foreach (var value in utf8[..rune.EncodeToUtf8(utf8)])
            {
                if (idsOfBytes[value] >= 0)
                    chain.Add(idsOfBytes[value], at, at + length);
                unknownBefore = idsOfBytes[value] < 0 && AddUnknown(piece, at, at + length, unknownBefore);
            }

            at += length;
        }
    }

    private void SpellCharacters(ReadOnlySpan<char> piece)
    {
        var unknownBefore = false;
        for (var at = 0; at < piece.Length;)
        {
            var length = char.IsHighSurrogate(piece[at]) && at + 1 < piece.Length && char.IsLowSurrogate(piece[at + 1]) ? 2 : 1;
            var end = at + length;
            var symbol = options.HasAffixes ? WithAffixes(piece[at..end], at == 0, end == piece.Length) : piece[at..end];
            unknownBefore = AddSymbol(piece, symbol, at, end, unknownBefore);
            at = end;
        }
    }

    private void SpellBytesWithAffixes(ReadOnlySpan<char> piece)
    {
        var letters = spelled.Spell(piece);
        var unknownBefore = false;
        for (var i = 0; i < letters.Length; i++)
        {
            var symbol = WithAffixes(letters.Slice(i, 1), i == 0, i + 1 == letters.Length);
            var (start, end) = spelled.PlaceOf(i, i + 1);
            unknownBefore = AddSymbol(piece, symbol, start, end, unknownBefore);
        }
    }

    private string WithAffixes(ReadOnlySpan<char> symbol, bool isFirst, bool isLast) =>
        string.Concat(isFirst ? "" : options.ContinuingPrefix, symbol, isLast ? options.EndSuffix : "");

    private bool AddSymbol(ReadOnlySpan<char> piece, ReadOnlySpan<char> symbol, int start, int end, bool unknownBefore)
    {
        if (IdOf(symbol) is var id and >= 0)
        {
            chain.Add(id, start, end);
            return false;
        }

        if (fallback is null || !fallback.CanSpell(symbol))
            return AddUnknown(piece, start, end, unknownBefore);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in symbol.EnumerateRunes())
        {
            foreach (var value in utf8[..rune.EncodeToUtf8(utf8)])
                chain.Add(fallback[value], start, end);
        }

        return false;
    }

    private bool AddUnknown(ReadOnlySpan<char> piece, int start, int end, bool unknownBefore)
    {
        if (options.UnknownToken is null)
            return false;
        if (unknownBefore && options.FuseUnknown)
            chain.ExtendLast(end);
        else
            chain.Add(unknown.IdFor(piece[start..end]), start, end);
        return true;
    }

    private int IdOf(ReadOnlySpan<char> token) => vocabulary.TryGetId(token, out var id) && hidden?.Contains(id) != true ? id : -1;
}
