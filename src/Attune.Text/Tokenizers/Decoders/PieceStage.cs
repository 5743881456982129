using System.Text;

namespace Attune.Text.Tokenizers.Decoders;

/// <summary>A stage that has to see a piece whole.</summary>
internal abstract class PieceStage(DecoderStage next) : DecoderStage
{
    private readonly StringBuilder piece = new();

    protected DecoderStage Next { get; } = next;

    public sealed override void Write(ReadOnlySpan<char> text) => piece.Append(text);

    public sealed override void EndPiece()
    {
        var text = piece.ToString();
        piece.Clear();
        EndPiece(text);
    }

    public override void Finish() => Next.Finish();

    /// <summary>Takes a piece and passes on what becomes of it.</summary>
    protected abstract void EndPiece(string piece);
}
