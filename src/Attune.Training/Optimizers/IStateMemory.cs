namespace Attune.Training;

/// <summary>Where the state of one parameter lies; zeros before the first update.</summary>
internal interface IStateMemory
{
    /// <summary>Takes one step.</summary>
    /// <param name="optimizer">The optimizer whose state it is.</param>
    /// <param name="update">The update, without state.</param>
    void Update(IOptimizer optimizer, in ParameterUpdate update);

    /// <summary>Reads a stretch of a tensor of state.</summary>
    /// <param name="part">Which, in the order of <see cref="IOptimizer.StateOf"/>.</param>
    /// <param name="first">The first number, from 0.</param>
    /// <param name="numbers">As long as the stretch.</param>
    void Read(int part, int first, Span<float> numbers);

    /// <summary>Writes a stretch of a tensor of state.</summary>
    /// <param name="part">Which, in the order of <see cref="IOptimizer.StateOf"/>.</param>
    /// <param name="first">The first number, from 0.</param>
    /// <param name="numbers">As long as the stretch.</param>
    void Write(int part, int first, ReadOnlySpan<float> numbers);
}
