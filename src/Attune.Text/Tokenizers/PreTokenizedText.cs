namespace Attune.Text.Tokenizers;

/// <summary>A range of characters, to be split into tokens by itself.</summary>
internal readonly record struct Piece(int Start, int End)
{
    public int Length => End - Start;
}

/// <summary>
/// A text cut into the pieces that a model works on one by one. Byte-level pieces are kept as the characters they are,
/// with a flag: writing each byte as a letter is left to the model, which remembers the words it has seen.
/// </summary>
internal sealed class PreTokenizedText(AlignedText text, Piece whole)
{
    private readonly TextBuffers buffers = new();
    private List<Piece> spare = [];

    /// <summary>Takes another text, in the memory of the one before.</summary>
    public void Restart(AlignedText text, Piece whole)
    {
        Text = text;
        AreBytes = false;
        Pieces.Clear();
        Pieces.Add(whole);
    }

    public AlignedText Text { get; private set; } = text;

    public List<Piece> Pieces { get; private set; } = [whole];

    /// <summary>Whether pieces stand for their UTF-8 bytes, each written as a letter of <see cref="ByteAlphabet"/>.</summary>
    public bool AreBytes { get; private set; }

    /// <summary>Cuts every piece by a rule that appends the parts it keeps, in order.</summary>
    public void Split(Action<AlignedText, Piece, List<Piece>> rule)
    {
        SpellOutBytes();
        spare.Clear();
        foreach (var piece in Pieces)
        {
            if (piece.Length > 0)
                rule(Text, piece, spare);
        }

        (Pieces, spare) = (spare, Pieces);
    }

    /// <summary>Rewrites every piece by a rule that appends its new text.</summary>
    public void Rewrite(Action<AlignedText, Piece, AlignedText.Builder> rule)
    {
        SpellOutBytes();
        RewritePieces(rule);
    }

    public void MarkAsBytes()
    {
        SpellOutBytes();
        AreBytes = true;
    }

    private void SpellOutBytes()
    {
        if (!AreBytes)
            return;
        AreBytes = false;
        RewritePieces(ByteAlphabet.AppendSpelledOut);
    }

    private void RewritePieces(Action<AlignedText, Piece, AlignedText.Builder> rule)
    {
        var builder = buffers.BuilderFor(Text);
        for (var i = 0; i < Pieces.Count; i++)
        {
            var start = builder.Length;
            rule(Text, Pieces[i], builder);
            Pieces[i] = new Piece(start, builder.Length);
        }

        Text = builder.ToAlignedText();
    }
}
