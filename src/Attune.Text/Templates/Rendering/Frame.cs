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
        Clear();
    }

    public object?[] Slots { get; }

    public Frame? Parent { get; }

    public void Clear()
    {
        for (var i = 0; i < Slots.Length; i++)
            Slots[i] = Unset;
    }
}
