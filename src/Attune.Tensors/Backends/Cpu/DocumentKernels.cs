using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tensors.Backends.Cpu;

/// <summary>The mean of the rows of a document, summed up in their order. A piece is a document.</summary>
internal readonly unsafe struct DocumentMeans(Tensor x, DocumentLayout documents, Tensor y) : IPieceJob
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int columns = x.Columns, start = documents.Start(piece), end = documents.End(piece);
        float* result = y.Singles() + ((nint)piece * columns);
        var length = Vector512.Create((float)(end - start));
        for (int c = 0; c < columns; c += Vectors.Lanes)
        {
            var sum = Vector512<float>.Zero;
            float* source = x.Singles() + ((nint)start * columns) + c;
            for (int t = start; t < end; t++, source += columns)
                sum += Vector512.Load(source);
            Vectors.Store(sum / length, result + c, columns - c);
        }
    }
}

/// <summary>Each row's share of the gradient of its document's mean.</summary>
internal readonly unsafe struct DocumentMeanGradient(Tensor dy, DocumentLayout documents, Destination dx) : IPieceJob
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int columns = dy.Columns, start = documents.Start(piece), end = documents.End(piece);
        float* gradient = dy.Singles() + ((nint)piece * columns);
        var length = Vector512.Create((float)(end - start));
        for (int c = 0; c < columns; c += Vectors.Lanes)
        {
            var share = Vector512.Load(gradient + c) / length;
            float* target = dx.Tensor.Singles() + ((nint)start * columns) + c;
            for (int t = start; t < end; t++, target += columns)
                Vectors.Store(dx.Accumulate ? Vector512.Load(target) + share : share, target, columns - c);
        }
    }
}

/// <summary>The greatest number of each channel in a document; what is not a number wins.</summary>
internal readonly unsafe struct DocumentMaxima(Tensor x, DocumentLayout documents, Tensor y) : IPieceJob
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int piece)
    {
        int columns = x.Columns, start = documents.Start(piece), end = documents.End(piece);
        float* result = y.Singles() + ((nint)piece * columns);
        for (int c = 0; c < columns; c += Vectors.Lanes)
        {
            var highest = Vectors.NegativeInfinity;
            float* source = x.Singles() + ((nint)start * columns) + c;
            for (int t = start; t < end; t++, source += columns)
            {
                var value = Vector512.Load(source);
                var wins = Vector512.GreaterThan(value, highest) | ~Vector512.Equals(value, value);
                highest = Vector512.ConditionalSelect(wins, value, highest);
            }

            Vectors.Store(highest, result + c, columns - c);
        }
    }
}

/// <summary>The gradient of a document's maximum goes to the first row that has it.</summary>
internal readonly unsafe struct DocumentMaxGradient(Tensor x, Tensor y, Tensor dy, DocumentLayout documents, Tensor dx) : IPieceJob
{
    public void Run(int piece)
    {
        int columns = x.Columns, end = documents.End(piece);
        for (int c = 0; c < columns; c++)
        {
            nint row = ((nint)piece * columns) + c;
            float maximum = y.Singles()[row];
            for (int t = documents.Start(piece); t < end; t++)
            {
                nint at = ((nint)t * columns) + c;
                if (x.Singles()[at] != maximum)
                    continue;
                dx.Singles()[at] += dy.Singles()[row];
                break;
            }
        }
    }
}
