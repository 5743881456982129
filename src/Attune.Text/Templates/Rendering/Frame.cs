namespace Attune.Text.Templates.Rendering;

/// <summary>The variables of one run of a scope: the template, a loop body, a macro, a block.</summary>
internal sealed class Frame
{
    /// <summary>What a slot holds before its variable is set.</summary>
    public static readonly object Unset = new();

    public Frame(int slots, Frame? parent)
    {
        Slots = slots == 0 ? [] : new object?[slots];
        Parent = parent;
        Clear(0);
    }

    public object?[] Slots { get; }

    public Frame? Parent { get; }

    /// <summary>Takes back what the slots from a first one on were set to.</summary>
    public void Clear(int first)
    {
        for (var i = first; i < Slots.Length; i++)
            Slots[i] = Unset;
    }
}
