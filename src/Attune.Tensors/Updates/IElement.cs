using System.Numerics;

namespace Attune.Tensors;

/// <summary>
/// A number as an update rule sees it: sixteen float32 lanes on the CPU backend, one float64 on the reference backend. A rule
/// written with it is one formula for every backend; each operation is rounded once, so its bits are those of any vector width.
/// </summary>
/// <typeparam name="TSelf">The number itself.</typeparam>
public interface IElement<TSelf> :
    IAdditionOperators<TSelf, TSelf, TSelf>, ISubtractionOperators<TSelf, TSelf, TSelf>,
    IMultiplyOperators<TSelf, TSelf, TSelf>, IDivisionOperators<TSelf, TSelf, TSelf>
    where TSelf : struct, IElement<TSelf>
{
    /// <summary>A constant, rounded to the backend's type.</summary>
    static abstract TSelf Of(double value);

    /// <summary>a * b + c, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>The square root.</summary>
    static abstract TSelf Sqrt(TSelf x);

    /// <summary>The magnitude.</summary>
    static abstract TSelf Abs(TSelf x);

    /// <summary>The greater of two; the first where one is not a number.</summary>
    static abstract TSelf Max(TSelf a, TSelf b);

    /// <summary>The smaller of two; the first where one is not a number.</summary>
    static abstract TSelf Min(TSelf a, TSelf b);

    /// <summary>1 above zero, -1 below, and 0 at zero and where it is not a number.</summary>
    static abstract TSelf Sign(TSelf x);

    /// <summary>The nearest number with eight significant bits, ties to even, as a conversion to bfloat16 and back gives.</summary>
    static abstract TSelf ToBFloat16(TSelf x);
}
