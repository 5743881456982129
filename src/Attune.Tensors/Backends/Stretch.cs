namespace Attune.Tensors;

/// <summary>A part of a large block, lent or free; parts lie side by side and cover the block.</summary>
internal sealed class Stretch
{
    public required Storage Block { get; set; }

    /// <summary>The first element, counted from the block's.</summary>
    public int Start { get; set; }

    public int Length { get; set; }

    public bool IsFree { get; set; }

    /// <summary>The neighbours in the block.</summary>
    public Stretch? Before { get; set; }

    public Stretch? After { get; set; }

    /// <summary>The neighbours in the list of free stretches.</summary>
    public Stretch? PreviousFree { get; set; }

    public Stretch? NextFree { get; set; }
}
