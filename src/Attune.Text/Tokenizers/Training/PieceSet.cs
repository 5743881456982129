using Attune.Text.Tokenizers.Models;

namespace Attune.Text.Tokenizers;

/// <summary>The pieces of one round of training, ready to split words; the first stands for unknown characters.</summary>
internal sealed class PieceSet
{
    private readonly LetterTree tree = new();
    private readonly double[] scores;
    private readonly double unknownScore;

    public PieceSet(IReadOnlyList<(string Piece, double Score)> pieces)
    {
        Pieces = pieces;
        scores = [.. pieces.Select(piece => piece.Score)];
        for (var id = 1; id < pieces.Count; id++)
            tree.Add(pieces[id].Piece, id);
        unknownScore = (pieces.Count > 1 ? scores.Skip(1).Min() : 0) - UnigramModel.UnknownPenalty;
    }

    public IReadOnlyList<(string Piece, double Score)> Pieces { get; }

    public int Count => Pieces.Count;

    public UnigramLattice CreateLattice() => new(tree, scores, unknownScore, unknownId: 0);
}
