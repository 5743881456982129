using System.Runtime.CompilerServices;

namespace Attune.Tensors;

/// <summary>Shape rules that several ops share; each message names the op and the shapes.</summary>
internal static class OpChecks
{
    public static void SameBackend(Tensor a, Tensor b, [CallerMemberName] string op = "")
    {
        if (a.Backend != b.Backend)
            throw new ArgumentException($"{op}: the tensors are on different backends ({a.Backend.Name} and {b.Backend.Name}).");
    }

    public static void SameShape(Tensor a, Tensor b, [CallerMemberName] string op = "")
    {
        SameBackend(a, b, op);
        if (a.Shape != b.Shape)
            throw new ArgumentException($"{op}: the shapes {a.Shape} and {b.Shape} must be equal.");
    }

    public static void Matrix(Tensor tensor, string name, [CallerMemberName] string op = "")
    {
        if (tensor.Shape.Rank != 2)
            throw new ArgumentException($"{op}: {name} must be a matrix, not of shape {tensor.Shape}.");
    }

    public static void Vector(Tensor tensor, int length, string name, [CallerMemberName] string op = "")
    {
        if (tensor.Shape.Rank != 1 || tensor.Shape[0] != length)
            throw new ArgumentException($"{op}: {name} must be of shape [{length}], not {tensor.Shape}.");
    }

    /// <summary>Every index addresses one of <paramref name="count"/> rows.</summary>
    public static void Indices(ReadOnlySpan<int> indices, int count, string name, [CallerMemberName] string op = "")
    {
        for (int i = 0; i < indices.Length; i++)
        {
            if ((uint)indices[i] >= (uint)count)
                throw new ArgumentOutOfRangeException(name, $"{op}: {name}[{i}] is {indices[i]}, outside of 0 to {count - 1}.");
        }
    }

    public static void Count(int actual, int expected, string name, [CallerMemberName] string op = "")
    {
        if (actual != expected)
            throw new ArgumentException($"{op}: {name} has {actual} entries where {expected} are needed.");
    }

    public static void Documents(Tensor x, DocumentLayout documents, [CallerMemberName] string op = "")
    {
        Matrix(x, nameof(x), op);
        if (x.Rows != documents.TokenCount)
            throw new ArgumentException($"{op}: x {x.Shape} and documents of {documents.TokenCount} tokens differ in tokens.");
    }

    public static void Normaliser(double normaliser, [CallerMemberName] string op = "")
    {
        if (!(normaliser > 0))
            throw new ArgumentOutOfRangeException(nameof(normaliser), normaliser, $"{op}: the normaliser must be positive.");
    }
}
