namespace Attune.Tensors;

/// <summary>What an optimizer does with every element by itself. A struct with its constants as fields.</summary>
public interface IUpdateRule
{
    /// <summary>Changes a target and up to three numbers of state; those that were not given are ignored on return.</summary>
    /// <typeparam name="T">The backend's number.</typeparam>
    /// <param name="target">What is changed: a parameter, or a gradient on its way.</param>
    /// <param name="input">What it is changed by: a gradient.</param>
    /// <param name="first">The first number of state.</param>
    /// <param name="second">The second.</param>
    /// <param name="third">The third.</param>
    void Apply<T>(ref T target, T input, ref T first, ref T second, ref T third)
        where T : struct, IElement<T>;
}

/// <summary>What is done with every element of a matrix, given a number of its row and one of its column.</summary>
public interface IMatrixRule
{
    /// <summary>The new element.</summary>
    /// <typeparam name="T">The backend's number.</typeparam>
    /// <param name="element">The old one.</param>
    /// <param name="row">The number of its row.</param>
    /// <param name="column">The number of its column.</param>
    T Apply<T>(T element, T row, T column)
        where T : struct, IElement<T>;
}
