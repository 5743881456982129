using Attune.Tensors;

namespace Attune.Models;

/// <summary>A matrix or vector of the base that is trained whole and saved with the adapter: modules to save, biases.</summary>
internal sealed class WholeParameter : IAdapterPart
{
    private readonly Parameter _inModel;
    private readonly Parameter _own;
    private Tensor? _before;

    /// <param name="inModel">The base's parameter.</param>
    /// <param name="savedAs">Its name in the file, without prefix; null: its own.</param>
    public WholeParameter(Parameter inModel, string? savedAs = null)
    {
        if (inModel.IsStored)
            throw new AttuneException("ATT4151", $"'{inModel.Name}' is kept in fewer bits, and cannot be trained whole.", "Keep the base in floats, or leave the module out.");
        _inModel = inModel;
        _own = new Parameter(inModel.Name, inModel.Shape) { StoredTransposed = inModel.StoredTransposed };
        Saved = [SavedParameter.Of(savedAs ?? inModel.Name, _own)];
    }

    public IReadOnlyList<Parameter> Trained => [_inModel];

    public IReadOnlyList<SavedParameter> Saved { get; }

    public string? MergeObstacle => null;

    public void Fill(Backend backend, ulong seed) => _own.Value = Tensor.From(backend, _inModel.Shape, _inModel.Value.ToArray());

    public void Attach()
    {
        _before = _inModel.Value;
        _inModel.Value = _own.Value;
    }

    /// <summary>The base's own parameter, which is trained, has its place already.</summary>
    public void LayOut()
    {
    }

    public void Detach()
    {
        if (_before is not null)
            _inModel.Value = _before;
    }

    public void Merge()
    {
    }

    /// <summary>The parameters of the modules that are trained whole.</summary>
    /// <param name="model">The model.</param>
    /// <param name="modules">Modules by the end of their path.</param>
    /// <exception cref="AttuneException">ATT4152: a module is not in the model.</exception>
    public static List<WholeParameter> OfModules(IAdaptableModel model, IReadOnlyList<string> modules)
    {
        var chosen = new List<Parameter>();
        foreach (var module in modules)
        {
            var found = model.Parameters
                .Where(parameter => IsIn(parameter.Name, module))
                .ToList();
            if (found.Count == 0)
            {
                throw new AttuneException(
                    "ATT4152", $"The module to save '{module}' is not in the model.", "Name a module such as lm_head or embed_tokens.");
            }

            chosen.AddRange(found.Where(parameter => !chosen.Contains(parameter)));
        }

        return chosen.ConvertAll(parameter => new WholeParameter(parameter));
    }

    /// <summary>
    /// Whether a parameter is in a module whose path ends so: PEFT compares characters and not parts of paths ("norm" is
    /// "input_layernorm" too), and takes a module with all that is in it.
    /// </summary>
    internal static bool IsIn(string parameter, string module)
    {
        for (var end = parameter.LastIndexOf('.'); end > 0; end = parameter.LastIndexOf('.', end - 1))
        {
            if (parameter.AsSpan(0, end).EndsWith(module, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
