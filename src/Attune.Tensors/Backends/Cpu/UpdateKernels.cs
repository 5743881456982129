using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>Applies an update rule, sixteen elements at a time. State that was not given is read from the target and never stored.</summary>
internal readonly unsafe struct UpdateKernel<TRule>(TRule rule, Tensor target, Tensor input, Tensor? first, Tensor? second, Tensor? third)
    : IPieceJob
    where TRule : struct, IUpdateRule
{
    private const int PieceLength = 8192;

    public static int Pieces(Tensor tensor) => (int)(((long)tensor.Shape.ElementCount + PieceLength - 1) / PieceLength);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int start = piece * PieceLength;
        int end = Math.Min(target.Shape.ElementCount - start, PieceLength) + start;
        float* x = target.Singles(), g = input.Singles();
        float* s = first is null ? x : first.Singles(), t = second is null ? x : second.Singles(), u = third is null ? x : third.Singles();
        bool hasFirst = first is not null, hasSecond = second is not null, hasThird = third is not null;
        var own = rule;
        for (int i = start; i < end; i += Vectors.Lanes)
        {
            var element = new SixteenSingles(Vector512.Load(x + i));
            var one = new SixteenSingles(Vector512.Load(s + i));
            var two = new SixteenSingles(Vector512.Load(t + i));
            var three = new SixteenSingles(Vector512.Load(u + i));
            own.Apply(ref element, new SixteenSingles(Vector512.Load(g + i)), ref one, ref two, ref three);
            element.Lanes.Store(x + i);
            if (hasFirst)
                one.Lanes.Store(s + i);
            if (hasSecond)
                two.Lanes.Store(t + i);
            if (hasThird)
                three.Lanes.Store(u + i);
        }
    }
}

/// <summary>Applies a matrix rule row by row.</summary>
internal readonly unsafe struct MatrixUpdateKernel<TRule>(TRule rule, Tensor matrix, Tensor rows, Tensor columns) : IPieceJob
    where TRule : struct, IMatrixRule
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int width = matrix.Columns, perPiece = RowBlocks.RowsPerPiece(width);
        int end = Math.Min(matrix.Rows, (piece + 1) * perPiece);
        float* ofColumn = columns.Singles();
        var own = rule;
        for (int r = piece * perPiece; r < end; r++)
        {
            float* x = matrix.Singles() + ((nint)r * width);
            var row = SixteenSingles.Of(rows.Singles()[r]);
            for (int c = 0; c < width; c += Vectors.Lanes)
            {
                var element = own.Apply(
                    new SixteenSingles(Vector512.Load(x + c)), row, new SixteenSingles(Vector512.Load(ofColumn + c)));
                Vectors.Store(element.Lanes, x + c, width - c);
            }
        }
    }
}
