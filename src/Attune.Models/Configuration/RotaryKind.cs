namespace Attune.Models;

/// <summary>How the rotary embedding's frequencies are stretched for contexts longer than the model was trained on.</summary>
public enum RotaryKind
{
    /// <summary>Not at all: <c>theta^(-2i/d)</c>.</summary>
    Default,

    /// <summary>Every frequency divided by the factor.</summary>
    Linear,

    /// <summary>Llama 3.1's: long waves divided by the factor, short ones kept, a smooth passage between.</summary>
    Llama3,
}
