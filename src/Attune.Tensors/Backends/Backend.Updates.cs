namespace Attune.Tensors;

// The primitives that optimizers are made of. All change tensors in place, and none is recorded for gradients.
public abstract partial class Backend
{
    /// <summary>
    /// One AdamW step in PyTorch's order: parameter *= 1 - lr * weightDecay; m and v are the running means of the gradient
    /// and its square; parameter -= lr / (1 - beta1^step) * m / (sqrt(v) / sqrt(1 - beta2^step) + epsilon).
    /// Loshchilov and Hutter, "Decoupled weight decay regularization", 2019.
    /// </summary>
    /// <param name="parameter">What is trained; changed in place.</param>
    /// <param name="gradient">Its gradient, not changed.</param>
    /// <param name="m">First moment, zeros before the first step; changed in place.</param>
    /// <param name="v">Second moment, zeros before the first step; changed in place.</param>
    /// <param name="step">The number of this step, counted from 1.</param>
    /// <param name="learningRate">Step size.</param>
    /// <param name="beta1">Decay of m, such as 0.9.</param>
    /// <param name="beta2">Decay of v, such as 0.999.</param>
    /// <param name="epsilon">Added to the denominator, such as 1e-8.</param>
    /// <param name="weightDecay">Decoupled weight decay, 0 for none.</param>
    public abstract void AdamWUpdate(
        Tensor parameter, Tensor gradient, Tensor m, Tensor v, int step,
        double learningRate, double beta1, double beta2, double epsilon, double weightDecay);

    /// <summary>One AdamW step with moments in 8 bits.</summary>
    /// <param name="step">The step.</param>
    /// <param name="parameter">What is trained; changed in place.</param>
    /// <param name="gradient">Its gradient, not changed.</param>
    /// <param name="first">Codes of the first moment, <see cref="EightBitAdamW.CodeFloats"/> floats that hold four each; zeros before the first step.</param>
    /// <param name="firstScales">Its scales, one for each block; zeros before the first step.</param>
    /// <param name="second">Codes of the second moment.</param>
    /// <param name="secondScales">Its scales.</param>
    public abstract void EightBitAdamWUpdate(
        EightBitAdamW step, Tensor parameter, Tensor gradient, Tensor first, Tensor firstScales, Tensor second, Tensor secondScales);

    /// <summary>Applies a rule to every element of tensors of one shape.</summary>
    /// <typeparam name="TRule">The rule, with its constants.</typeparam>
    /// <param name="rule">The rule.</param>
    /// <param name="target">What is changed.</param>
    /// <param name="input">What it is changed by; may be the target.</param>
    /// <param name="first">State, or null.</param>
    /// <param name="second">State, or null.</param>
    /// <param name="third">State, or null.</param>
    public abstract void UpdateElements<TRule>(
        TRule rule, Tensor target, Tensor input, Tensor? first = null, Tensor? second = null, Tensor? third = null)
        where TRule : struct, IUpdateRule;

    /// <summary>Applies a rule to every element of a matrix, with a number of its row and one of its column.</summary>
    /// <typeparam name="TRule">The rule, with its constants.</typeparam>
    /// <param name="rule">The rule.</param>
    /// <param name="matrix">[R, C], changed.</param>
    /// <param name="rows">[R].</param>
    /// <param name="columns">[C].</param>
    public abstract void UpdateMatrix<TRule>(TRule rule, Tensor matrix, Tensor rows, Tensor columns)
        where TRule : struct, IMatrixRule;

    /// <summary>rows[R] = the mean of the squares of each row of a matrix [R, C], columns[C] = that of each column.</summary>
    public abstract void MeanSquares(Tensor matrix, Tensor rows, Tensor columns);

    /// <summary>The sum of all elements, in double precision and a fixed order.</summary>
    public abstract double SumOf(Tensor tensor);

    /// <summary>The sum of the squares of all elements, in double precision and a fixed order.</summary>
    public abstract double SumOfSquares(Tensor tensor);

    /// <summary>The sum of |x|^power over all elements, in double precision and a fixed order.</summary>
    /// <param name="tensor">The elements.</param>
    /// <param name="power">1 or more.</param>
    public abstract double SumOfPowers(Tensor tensor, int power);

    /// <summary>The greatest magnitude of an element, 0 where there is none; NaN where one is not a number.</summary>
    public abstract double LargestMagnitude(Tensor tensor);

    /// <summary>Multiplies every element by <paramref name="factor"/>, in place.</summary>
    public abstract void ScaleInPlace(Tensor tensor, double factor);
}
