namespace Attune.Tensors;

internal static class UpdateChecks
{
    public static void SameShape(Tensor target, Tensor input, Tensor? first, Tensor? second, Tensor? third)
    {
        if (Differs(input) || Differs(first) || Differs(second) || Differs(third))
            throw new ArgumentException($"The tensors of an update have the target's shape {target.Shape}.", nameof(target));

        bool Differs(Tensor? tensor) => tensor is not null && tensor.Shape != target.Shape;
    }

    public static void Matrix(Tensor matrix, Tensor rows, Tensor columns)
    {
        if (matrix.Shape.Rank != 2 || rows.Shape != new Shape(matrix.Rows) || columns.Shape != new Shape(matrix.Columns))
            throw new ArgumentException($"{rows.Shape} and {columns.Shape} are not the rows and columns of a matrix {matrix.Shape}.", nameof(matrix));
    }
}
