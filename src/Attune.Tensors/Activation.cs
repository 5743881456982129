namespace Attune.Tensors;

/// <summary>A function that is applied to each element, the nonlinearity between the layers of a network.</summary>
public enum Activation
{
    /// <summary>x times the normal distribution function, x (1 + erf(x / sqrt 2)) / 2 (Hendrycks and Gimpel, 2016).</summary>
    Gelu,

    /// <summary>Its approximation x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2 of the same authors.</summary>
    GeluTanh,

    /// <summary>max(x, 0), with slope 0 at 0.</summary>
    Relu,

    /// <summary>x / (1 + e^-x), also called swish.</summary>
    Silu,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>1 / (1 + e^-x)</summary>
    Sigmoid,

    /// <summary>x / (1 + e^(-1.702 x)), another approximation of GELU by its authors.</summary>
    QuickGelu,

    /// <summary>max(x, 0)^2 (So and others, 2021).</summary>
    ReluSquared,
}
