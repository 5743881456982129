namespace Attune.Models;

/// <summary>The files that a model's weights are in, whatever their format.</summary>
internal interface IWeightFiles : IDisposable
{
    /// <summary>Where they are, for messages.</summary>
    string Place { get; }

    /// <summary>The names of all weights, as the model has them.</summary>
    IEnumerable<string> Names { get; }

    /// <summary>A weight, or null where there is none of the name.</summary>
    StoredWeight? Find(string name);
}
