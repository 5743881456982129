namespace Attune.Text.Tokenizers.Decoders;

/// <summary>
/// One step of decoding. Texts come in pieces (at first the tokens), a piece in any number of parts; a stage passes on
/// what can no longer change and keeps the rest.
/// </summary>
internal abstract class DecoderStage(DecoderStage? following)
{
    private DecoderStage? next = following;

    /// <summary>Whether this stage or one after it keeps text that the end of the text would bring.</summary>
    public bool IsOpen => KeepsText || next?.IsOpen == true;

    /// <summary>Whether this stage may keep text that its <see cref="Finish"/> would pass on.</summary>
    protected virtual bool KeepsText => false;

    /// <summary>The stage that takes what this one makes; only the last has none.</summary>
    protected DecoderStage Next => next!;

    /// <summary>Takes a part of the current piece.</summary>
    public abstract void Write(ReadOnlySpan<char> text);

    /// <summary>Ends the current piece.</summary>
    public abstract void EndPiece();

    /// <summary>Ends the text; every piece has ended before.</summary>
    public virtual void Finish() => Next.Finish();

    /// <summary>The same state of this stage and those after it, with <paramref name="end"/> in place of the last: what comes to the copy leaves this one alone.</summary>
    public DecoderStage Copy(DecoderStage end)
    {
        if (next is null)
            return end;
        var copy = (DecoderStage)MemberwiseClone();
        copy.next = next.Copy(end);
        copy.Detach();
        return copy;
    }

    /// <summary>Replaces state that a copy shares with the stage it was made of.</summary>
    protected virtual void Detach()
    {
    }
}
