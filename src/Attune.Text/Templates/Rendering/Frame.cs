namespace Attune.Text.Templates.Rendering;

/// <summary>The variables of one run of a scope: the template, a loop body, a macro, a block.</summary>
internal sealed class Frame
{
    /// <summary>Stands for an argument that is not given, or an attribute that is not there.</summary>
    public static readonly object Unset = new();

    public Frame(int slots, Frame? parent)
    {
        Slots = slots == 0 ? [] : new Slot[slots];
        Parent = parent;
    }

    public Slot[] Slots { get; }

    public Frame? Parent { get; }

    /// <summary>Takes back what the slots from a first one on were set to.</summary>
    public void Clear(int first)
    {
        if (first < Slots.Length)
            Array.Clear(Slots, first, Slots.Length - first);
    }
}

/// <summary>The place of one variable.</summary>
internal struct Slot
{
    /// <summary>The value, once it is set.</summary>
    public object? Value { readonly get; private set; }

    public bool IsSet { readonly get; private set; }

    public void Set(object? value)
    {
        Value = value;
        IsSet = true;
    }
}
