using System.Text;

namespace Attune.Text.Tokenizers.Decoders;

/// <summary>
/// One step of decoding. Texts come in pieces (at first the tokens), a piece in any number of parts; a stage passes on
/// what can no longer change and keeps the rest.
/// </summary>
internal abstract class DecoderStage
{
    /// <summary>Takes a part of the current piece.</summary>
    public abstract void Write(ReadOnlySpan<char> text);

    /// <summary>Ends the current piece.</summary>
    public abstract void EndPiece();

    /// <summary>Ends the text; every piece has ended before.</summary>
    public abstract void Finish();
}

/// <summary>The last stage: collects the text until it is taken.</summary>
internal sealed class CollectingStage : DecoderStage
{
    private readonly StringBuilder text = new();

    public string Take()
    {
        var taken = text.ToString();
        text.Clear();
        return taken;
    }

    public override void Write(ReadOnlySpan<char> part) => text.Append(part);

    public override void EndPiece()
    {
    }

    public override void Finish()
    {
    }
}

/// <summary>What stands for a decoder where a file has none: a space between pieces.</summary>
internal sealed class SpacingStage(DecoderStage next) : DecoderStage
{
    private bool betweenPieces;

    public override void Write(ReadOnlySpan<char> text)
    {
        if (betweenPieces)
            next.Write(" ");
        betweenPieces = false;
        next.Write(text);
    }

    public override void EndPiece() => betweenPieces = true;

    public override void Finish() => next.Finish();
}
