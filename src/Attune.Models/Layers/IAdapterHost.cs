namespace Attune.Models;

/// <summary>A layer that adapters can change: a linear layer, the embedding or the head.</summary>
internal interface IAdapterHost
{
    /// <summary>The layer's path.</summary>
    string Name { get; }

    /// <summary>The base matrix.</summary>
    Parameter Weight { get; }

    /// <summary>Of embedding and head: the rows that are trained while the others are frozen.</summary>
    TokenRows? Rows { get; set; }

    /// <summary>What an adapter has added to the layer, its rows not included.</summary>
    IReadOnlyList<Parameter> Added { get; }
}
