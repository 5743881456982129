namespace Attune.Tensors.Backends.Cpu;

/// <summary>One activation on a vector; a file each.</summary>
internal interface IActivationFunction
{
    /// <summary>f(x)</summary>
    static abstract TVector Value<TLanes, TVector>(TVector x)
        where TLanes : IMathLanes<TVector>
        where TVector : struct;

    /// <summary>f(x) and f'(x), from one computation of what they share.</summary>
    static abstract TVector Value<TLanes, TVector>(TVector x, out TVector slope)
        where TLanes : IMathLanes<TVector>
        where TVector : struct;
}
