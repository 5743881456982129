using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// Where layers ask for their weights, by path: <c>source.At("layers").At(0).Declare("q_proj.weight", ...)</c>. Asking only
/// declares a name and a shape; the numbers are then loaded (<see cref="WeightLoader"/>), made (<see cref="WeightMaker"/>)
/// or left out (for counting), all by the same building code.
/// </summary>
internal sealed class WeightSource
{
    private readonly List<DeclaredWeight> _declared;
    private readonly string _prefix;

    public WeightSource()
        : this([], "")
    {
    }

    private WeightSource(List<DeclaredWeight> declared, string prefix)
    {
        _declared = declared;
        _prefix = prefix;
    }

    /// <summary>The path so far, without the last dot: the name of the layer that asks.</summary>
    public string Path => _prefix.TrimEnd('.');

    /// <summary>Everything declared so far, below any path, in order.</summary>
    public IReadOnlyList<DeclaredWeight> Declared => _declared;

    public WeightSource At(string name) => new(_declared, _prefix + name + ".");

    public WeightSource At(int index) => At(index.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <param name="name">The last part of the name.</param>
    /// <param name="shape">The shape in memory.</param>
    /// <param name="initializer">What it holds when fresh.</param>
    /// <param name="storedTransposed">Whether weight files hold the transpose of the matrix.</param>
    public Parameter Declare(string name, Shape shape, WeightInitializer initializer, bool storedTransposed = false)
    {
        var parameter = new Parameter(_prefix + name, shape) { StoredTransposed = storedTransposed };
        _declared.Add(new DeclaredWeight(parameter, initializer));
        return parameter;
    }
}

/// <summary>A parameter and what it holds when fresh.</summary>
internal sealed record DeclaredWeight(Parameter Parameter, WeightInitializer Initializer);
