namespace Attune.Text.Tokenizers.Decoders;

/// <summary>What stands for a decoder where a file has none: a space between pieces.</summary>
internal sealed class SpacingStage(DecoderStage next) : DecoderStage(next)
{
    private bool betweenPieces;

    public override void Write(ReadOnlySpan<char> text)
    {
        if (betweenPieces)
            Next.Write(" ");
        betweenPieces = false;
        Next.Write(text);
    }

    public override void EndPiece() => betweenPieces = true;
}
