using System.Runtime.InteropServices;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>A step of 8-bit AdamW; a piece is whole blocks, each of which depends on nothing else.</summary>
internal readonly struct EightBitAdamWKernel(
    EightBitAdamW step, Tensor parameter, Tensor gradient, Tensor first, Tensor firstScales, Tensor second, Tensor secondScales) : IPieceJob
{
    private const int BlocksPerPiece = 32;

    public static int Pieces(Tensor tensor) => (EightBitAdamW.Blocks(tensor.Shape.ElementCount) + BlocksPerPiece - 1) / BlocksPerPiece;

    public void Run(int piece)
    {
        int count = parameter.Shape.ElementCount, blocks = EightBitAdamW.Blocks(count);
        var p = parameter.Storage.Singles(count);
        var g = gradient.Storage.Singles(count);
        var firstCodes = MemoryMarshal.AsBytes(first.Storage.Singles(first.Shape.ElementCount));
        var secondCodes = MemoryMarshal.AsBytes(second.Storage.Singles(second.Shape.ElementCount));
        var ofFirst = firstScales.Storage.Singles(blocks);
        var ofSecond = secondScales.Storage.Singles(blocks);
        for (int block = piece * BlocksPerPiece; block < Math.Min(blocks, (piece + 1) * BlocksPerPiece); block++)
        {
            int start = block * EightBitAdamW.Block, length = Math.Min(EightBitAdamW.Block, count - start);
            step.Apply(
                p.Slice(start, length), g.Slice(start, length), firstCodes.Slice(start, length), ref ofFirst[block],
                secondCodes.Slice(start, length), ref ofSecond[block]);
        }
    }
}
