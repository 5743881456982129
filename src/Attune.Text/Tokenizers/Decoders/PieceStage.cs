using System.Text;

namespace Attune.Text.Tokenizers.Decoders;

/// <summary>A stage that has to see a piece whole.</summary>
internal abstract class PieceStage(DecoderStage next) : DecoderStage(next)
{
    private StringBuilder piece = new();

    protected override bool KeepsText => piece.Length > 0;

    public sealed override void Write(ReadOnlySpan<char> text) => piece.Append(text);

    public sealed override void EndPiece()
    {
        var text = piece.ToString();
        piece.Clear();
        EndPiece(text);
    }

    /// <summary>Takes a piece and passes on what becomes of it.</summary>
    protected abstract void EndPiece(string piece);

    protected override void Detach() => piece = new StringBuilder().Append(piece);
}
