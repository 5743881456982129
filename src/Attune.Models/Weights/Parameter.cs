using Attune.Tensors;

namespace Attune.Models;

/// <summary>A named matrix or vector of a model. Its numbers come after its shape: a model can be laid out without weights.</summary>
public sealed class Parameter
{
    private Tensor? _value;
    private bool _trainable = true;

    internal Parameter(string name, Shape shape)
    {
        Name = StoredName = name;
        Shape = shape;
    }

    /// <summary>The name in weight files, such as <c>model.layers.0.self_attn.q_proj.weight</c>.</summary>
    public string Name { get; }

    /// <summary>The shape.</summary>
    public Shape Shape { get; }

    /// <summary>The numbers.</summary>
    /// <exception cref="InvalidOperationException">The model was only laid out, for counting, and has none.</exception>
    public Tensor Value
    {
        get => _value ?? throw new InvalidOperationException($"'{Name}' has no value: the model was laid out without weights.");
        internal set
        {
            _value = value.Keep();
            _trainable &= value.Stored is null; // what is kept in a smaller form is frozen
            value.RequiresGradient = _trainable;
        }
    }

    /// <summary>Whether training changes it; a frozen one gets no gradient, and none is computed for it.</summary>
    /// <value>Default true; false for one that is kept in a smaller form than floats.</value>
    /// <exception cref="InvalidOperationException">It is switched on for one that is kept in a smaller form.</exception>
    public bool Trainable
    {
        get => _trainable;
        set
        {
            if (_value is not null)
                _value.RequiresGradient = value;
            _trainable = value;
        }
    }

    /// <summary>The name in the files that are being read: those of a model without its head leave out the first part.</summary>
    internal string StoredName { get; set; }

    /// <summary>The rows that weight files hold, where the model has more; the others are filled otherwise.</summary>
    internal int? StoredRows { get; set; }

    /// <summary>Whether weight files hold its transpose.</summary>
    internal bool StoredTransposed { get; init; }

    /// <summary>Whether its numbers are kept in a smaller form than floats, which only products can read.</summary>
    internal bool IsStored => _value?.Stored is not null;

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Shape}";
}
