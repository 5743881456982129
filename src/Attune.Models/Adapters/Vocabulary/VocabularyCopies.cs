using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// The whole embedding and head that PEFT saves beside trained rows where a vocabulary has been resized: the base's own
/// files do not have its new rows.
/// </summary>
internal sealed class VocabularyCopies
{
    private readonly SafetensorsFile _file;
    private readonly Dictionary<string, Parameter> _byName = new(StringComparer.Ordinal);
    private readonly List<(Parameter Parameter, Tensor Before)> _replaced = [];

    /// <exception cref="AttuneException">ATT4172: a copy has another number of rows than the model.</exception>
    public VocabularyCopies(SafetensorsFile file, IAdaptableModel model, IReadOnlyList<IAdapterPart> parts)
    {
        _file = file;
        const string prefix = SavedParameter.Prefix;
        const string copy = ".token_adapter.base_layer.weight";
        if (model.HeadLayer is null && file.Tensors.TryGetValue($"{prefix}lm_head{copy}", out var tied))
            Add($"{prefix}lm_head{copy}", tied, model.Embedding.Weight); // the same once more
        foreach (var layer in new IAdapterHost?[] { model.Embedding, model.HeadLayer }.OfType<IAdapterHost>())
        {
            foreach (var name in new[] { $"{prefix}{layer.Name}{copy}", $"{prefix}{layer.Name}.weight" })
            {
                if (!parts.Any(part => part.Trained.Contains(layer.Weight)) && file.Tensors.TryGetValue(name, out var entry))
                    Add(name, entry, layer.Weight);
            }
        }
    }

    public bool Contains(string name) => _byName.ContainsKey(name);

    /// <summary>Puts the copies into the model.</summary>
    public void Load()
    {
        foreach (var (name, parameter) in _byName)
        {
            _replaced.Add((parameter, parameter.Value));
            parameter.Value = Tensor.From(parameter.Value.Backend, parameter.Shape, _file.ReadArray(name));
        }
    }

    /// <summary>Gives the model its own matrices back.</summary>
    public void Restore()
    {
        for (var i = _replaced.Count - 1; i >= 0; i--)
            _replaced[i].Parameter.Value = _replaced[i].Before;
    }

    private void Add(string name, SafetensorsEntry entry, Parameter weight)
    {
        if (!WeightLoader.Fits(entry, weight.Shape))
        {
            throw new AttuneException(
                "ATT4172", $"The adapter is for a vocabulary of another size: '{name}' is {entry.DimensionsText}, the model asks for {weight.Shape}.",
                "Add the tokens that the adapter was trained with to the model first, in the same order, or take the model that has them.", _file.FilePath);
        }

        _byName.Add(name, weight);
    }
}
