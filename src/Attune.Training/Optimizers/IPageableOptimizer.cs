namespace Attune.Training;

/// <summary>
/// An optimizer whose state may lie in a file: it updates each number, or each block of 256, by itself, and its state follows the
/// order of the numbers.
/// </summary>
public interface IPageableOptimizer : IOptimizer
{
    /// <summary>The same optimizer with its state in a file.</summary>
    IOptimizer InPages();
}
