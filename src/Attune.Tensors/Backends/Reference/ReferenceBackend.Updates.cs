using System.Runtime.InteropServices;

namespace Attune.Tensors;

// Optimizer updates, and reductions to a number.
public sealed partial class ReferenceBackend
{
    /// <inheritdoc/>
    public override void AdamWUpdate(
        Tensor parameter, Tensor gradient, Tensor m, Tensor v, int step,
        double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
    {
        double correction1 = 1 - Math.Pow(beta1, step);
        double correction2 = Math.Sqrt(1 - Math.Pow(beta2, step));
        for (int i = 0; i < D(parameter).Length; i++)
        {
            double g = D(gradient)[i];
            double decayed = D(parameter)[i] * (1 - (learningRate * weightDecay));
            D(m)[i] += (1 - beta1) * (g - D(m)[i]);
            D(v)[i] = (beta2 * D(v)[i]) + ((1 - beta2) * g * g);
            D(parameter)[i] = decayed - (learningRate / correction1 * D(m)[i] / ((Math.Sqrt(D(v)[i]) / correction2) + epsilon));
        }

        parameter.Version++;
    }

    /// <inheritdoc/>
    public override double SumOfSquares(Tensor tensor)
    {
        double sum = 0;
        foreach (double element in D(tensor))
            sum += element * element;
        return sum;
    }

    /// <inheritdoc/>
    public override void ScaleInPlace(Tensor tensor, double factor)
    {
        foreach (ref double element in D(tensor))
            element *= factor;
        tensor.Version++;
    }

    /// <inheritdoc/>
    /// <remarks>Moments of 8 bits are float32 by nature; only the parameter is float64.</remarks>
    public override void EightBitAdamWUpdate(
        EightBitAdamW step, Tensor parameter, Tensor gradient, Tensor first, Tensor firstScales, Tensor second, Tensor secondScales)
    {
        var codes = MemoryMarshal.AsBytes(D(first));
        var squares = MemoryMarshal.AsBytes(D(second));
        for (int block = 0; block < EightBitAdamW.Blocks(parameter.Shape.ElementCount); block++)
        {
            int start = block * EightBitAdamW.Block, length = Math.Min(EightBitAdamW.Block, D(parameter).Length - start);
            float[] p = [.. D(parameter).Slice(start, length).ToArray().Select(value => (float)value)];
            float[] g = [.. D(gradient).Slice(start, length).ToArray().Select(value => (float)value)];
            float one = (float)D(firstScales)[block], two = (float)D(secondScales)[block];
            step.Apply(p, g, codes.Slice(start, length), ref one, squares.Slice(start, length), ref two);
            (D(firstScales)[block], D(secondScales)[block]) = (one, two);
            for (int i = 0; i < length; i++)
                D(parameter)[start + i] = p[i];
        }

        parameter.Version++;
    }

    /// <inheritdoc/>
    public override void UpdateElements<TRule>(
        TRule rule, Tensor target, Tensor input, Tensor? first = null, Tensor? second = null, Tensor? third = null)
    {
        UpdateChecks.SameShape(target, input, first, second, third);
        for (int i = 0; i < D(target).Length; i++)
        {
            OneDouble element = At(target), one = At(first), two = At(second), three = At(third);
            rule.Apply(ref element, At(input), ref one, ref two, ref three);
            D(target)[i] = element.Value;
            Set(first, one);
            Set(second, two);
            Set(third, three);

            OneDouble At(Tensor? tensor) => new(tensor is null ? 0 : D(tensor)[i]);

            void Set(Tensor? tensor, OneDouble value)
            {
                if (tensor is not null)
                    D(tensor)[i] = value.Value;
            }
        }

        target.Version++;
    }

    /// <inheritdoc/>
    public override void UpdateMatrix<TRule>(TRule rule, Tensor matrix, Tensor rows, Tensor columns)
    {
        UpdateChecks.Matrix(matrix, rows, columns);
        for (int r = 0; r < matrix.Rows; r++)
        {
            for (int c = 0; c < matrix.Columns; c++)
            {
                ref double element = ref Row(matrix, r)[c];
                element = rule.Apply(new OneDouble(element), new OneDouble(D(rows)[r]), new OneDouble(D(columns)[c])).Value;
            }
        }

        matrix.Version++;
    }

    /// <inheritdoc/>
    public override void MeanSquares(Tensor matrix, Tensor rows, Tensor columns)
    {
        UpdateChecks.Matrix(matrix, rows, columns);
        D(rows).Clear();
        D(columns).Clear();
        for (int r = 0; r < matrix.Rows; r++)
        {
            for (int c = 0; c < matrix.Columns; c++)
            {
                double square = Row(matrix, r)[c] * Row(matrix, r)[c];
                D(rows)[r] += square / matrix.Columns;
                D(columns)[c] += square / matrix.Rows;
            }
        }
    }

    /// <inheritdoc/>
    public override double SumOf(Tensor tensor)
    {
        double sum = 0;
        foreach (double element in D(tensor))
            sum += element;
        return sum;
    }

    /// <inheritdoc/>
    public override double SumOfPowers(Tensor tensor, int power)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(power);
        double sum = 0;
        foreach (double element in D(tensor))
            sum += Math.Pow(Math.Abs(element), power);
        return sum;
    }

    /// <inheritdoc/>
    public override double LargestMagnitude(Tensor tensor)
    {
        double greatest = 0;
        foreach (double element in D(tensor))
            greatest = Math.Max(greatest, Math.Abs(element));
        return greatest;
    }
}
