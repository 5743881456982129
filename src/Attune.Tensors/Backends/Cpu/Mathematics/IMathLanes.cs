namespace Attune.Tensors.Backends.Cpu;

/// <summary>
/// What elementwise kernels and <see cref="LaneMath{TLanes, TVector}"/> need of a vector width. All are exact or correctly
/// rounded, so a lane's result does not depend on the width. "Bits" are a lane's 32 bits taken as a whole number.
/// </summary>
internal interface IMathLanes<TVector> : ILanes<TVector> where TVector : struct
{
    /// <summary>The whole numbers from 0, as bits.</summary>
    static abstract TVector NumberBits { get; }

    static abstract TVector Add(TVector a, TVector b);
    static abstract TVector Subtract(TVector a, TVector b);
    static abstract TVector Multiply(TVector a, TVector b);
    static abstract TVector Divide(TVector a, TVector b);
    static abstract TVector Negate(TVector a);
    static abstract TVector Abs(TVector a);
    static abstract TVector Sqrt(TVector a);

    /// <summary>All bits set where a is below b.</summary>
    static abstract TVector Less(TVector a, TVector b);

    /// <summary>All bits set where a is not above b.</summary>
    static abstract TVector LessOrEqual(TVector a, TVector b);

    /// <summary>All bits set where a and b are equal.</summary>
    static abstract TVector Equal(TVector a, TVector b);

    /// <summary>a where the mask's bits are set, b elsewhere.</summary>
    static abstract TVector Select(TVector mask, TVector a, TVector b);

    static abstract TVector BroadcastBits(uint value);
    static abstract TVector AddBits(TVector a, TVector b);
    static abstract TVector SubtractBits(TVector a, TVector b);
    static abstract TVector MultiplyBits(TVector a, TVector b);
    static abstract TVector XorBits(TVector a, TVector b);

    /// <summary>All bits set where a, without a sign, is below b.</summary>
    static abstract TVector LessBits(TVector a, TVector b);

    static abstract TVector ShiftBitsLeft(TVector a, int count);

    /// <summary>Zeros come in from the left.</summary>
    static abstract TVector ShiftBitsRight(TVector a, int count);

    /// <summary>The sign comes in from the left.</summary>
    static abstract TVector ShiftSignedBitsRight(TVector a, int count);

    /// <summary>The whole number with a sign that the bits are, as a float.</summary>
    static abstract TVector ToSingle(TVector bits);
}
