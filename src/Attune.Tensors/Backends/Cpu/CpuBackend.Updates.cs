using Attune.Tensors.Backends.Cpu;

namespace Attune.Tensors;

// Optimizer updates, and reductions to a number.
public sealed partial class CpuBackend
{
    private double[] partialSums = [];

    /// <inheritdoc/>
    public override void AdamWUpdate(
        Tensor parameter, Tensor gradient, Tensor m, Tensor v, int step,
        double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
    {
        double correction1 = 1 - Power(beta1, step);
        double correction2 = Math.Sqrt(1 - Power(beta2, step));
        var job = new AdamWKernel(
            parameter, gradient, m, v, (float)(1 - (learningRate * weightDecay)), (float)(1 - beta1), (float)beta2,
            (float)(1 - beta2), (float)(learningRate / correction1), (float)correction2, (float)epsilon);
        pool.Launch(AdamWKernel.Pieces(parameter), job);
        parameter.Version++;
    }

    /// <inheritdoc/>
    public override void EightBitAdamWUpdate(
        EightBitAdamW step, Tensor parameter, Tensor gradient, Tensor first, Tensor firstScales, Tensor second, Tensor secondScales)
    {
        pool.Launch(
            EightBitAdamWKernel.Pieces(parameter), new EightBitAdamWKernel(step, parameter, gradient, first, firstScales, second, secondScales));
        parameter.Version++;
    }

    /// <inheritdoc/>
    public override void UpdateElements<TRule>(
        TRule rule, Tensor target, Tensor input, Tensor? first = null, Tensor? second = null, Tensor? third = null)
    {
        UpdateChecks.SameShape(target, input, first, second, third);
        pool.Launch(UpdateKernel<TRule>.Pieces(target), new UpdateKernel<TRule>(rule, target, input, first, second, third));
        target.Version++;
    }

    /// <inheritdoc/>
    public override void UpdateMatrix<TRule>(TRule rule, Tensor matrix, Tensor rows, Tensor columns)
    {
        UpdateChecks.Matrix(matrix, rows, columns);
        pool.Launch(RowBlocks.Pieces(matrix.Rows, matrix.Columns), new MatrixUpdateKernel<TRule>(rule, matrix, rows, columns));
        matrix.Version++;
    }

    /// <inheritdoc/>
    public override void MeanSquares(Tensor matrix, Tensor rows, Tensor columns)
    {
        UpdateChecks.Matrix(matrix, rows, columns);
        pool.Launch(RowBlocks.Pieces(matrix.Rows, matrix.Columns), new RowMeanSquares(matrix, rows));
        pool.Launch(ColumnMeanSquares.Pieces(matrix), new ColumnMeanSquares(matrix, columns));
        rows.Version++;
        columns.Version++;
    }

    /// <inheritdoc/>
    public override double SumOf(Tensor tensor) => SumTerms(tensor, default(ElementTerm));

    /// <inheritdoc/>
    public override double SumOfSquares(Tensor tensor) => SumTerms(tensor, default(SquareTerm));

    /// <inheritdoc/>
    public override double SumOfPowers(Tensor tensor, int power)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(power);
        return SumTerms(tensor, new PowerTerm(power));
    }

    /// <inheritdoc/>
    public override double LargestMagnitude(Tensor tensor)
    {
        int blocks = PrepareSums(tensor);
        pool.Launch(blocks, new BlockMagnitudes(tensor, partialSums));
        double greatest = 0;
        for (int i = 0; i < blocks; i++)
            greatest = Math.Max(greatest, partialSums[i]); // NaN stays
        return greatest;
    }

    /// <inheritdoc/>
    public override void ScaleInPlace(Tensor tensor, double factor)
    {
        Scale(tensor, factor, tensor);
        tensor.Version++;
    }

    private double SumTerms<TTerm>(Tensor x, TTerm term)
        where TTerm : struct, ISumTerm
    {
        int blocks = PrepareSums(x);
        pool.Launch(blocks, new BlockSums<TTerm>(x, term, partialSums));
        double sum = 0;
        for (int i = 0; i < blocks; i++)
            sum += partialSums[i];
        return sum;
    }

    private int PrepareSums(Tensor x)
    {
        int blocks = SumBlocks.Count(x);
        if (partialSums.Length < blocks)
            partialSums = new double[blocks * 2];
        return blocks;
    }

    /// <summary>By repeated squaring: the library's power function may differ between machines.</summary>
    private static double Power(double value, int exponent)
    {
        double result = 1;
        for (; exponent > 0; exponent >>= 1, value *= value)
        {
            if ((exponent & 1) != 0)
                result *= value;
        }

        return result;
    }
}
