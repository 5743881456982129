using Attune.Tensors;

namespace Attune.Models;

/// <summary>
/// One thing that an adapter adds to a model or trains in it: the update of a layer, rows of tokens, a module trained whole,
/// virtual tokens. A method is a list of such parts; this is the door between the methods and everything that trains,
/// saves, loads, merges and counts adapters. Parts come without numbers and unattached.
/// </summary>
internal interface IAdapterPart
{
    /// <summary>What training changes. A parameter of the base may be among them.</summary>
    IReadOnlyList<Parameter> Trained { get; }

    /// <summary>What <c>adapter_model.safetensors</c> holds of the part.</summary>
    IReadOnlyList<SavedParameter> Saved { get; }

    /// <summary>Why the part cannot become part of the base weights, or null where it can.</summary>
    string? MergeObstacle { get; }

    /// <summary>Gives <see cref="Trained"/> the numbers that training starts from.</summary>
    /// <param name="backend">Where to compute.</param>
    /// <param name="seed">The same seed gives the same bits.</param>
    void Fill(Backend backend, ulong seed);

    /// <summary>Takes effect in the model.</summary>
    void Attach();

    /// <summary>Takes its place in a model without numbers, to be counted.</summary>
    void LayOut() => Attach();

    /// <summary>Leaves the model as it was; the part keeps its numbers and can be attached again.</summary>
    void Detach();

    /// <summary>While attached: changes the base weights so that they alone give what the part gives, and leaves.</summary>
    void Merge();

    /// <summary>Writes what PEFT's file has no place for; nothing by default.</summary>
    /// <param name="folder">The adapter's folder.</param>
    void SaveBeside(string folder)
    {
    }

    /// <summary>Reads what <see cref="SaveBeside"/> wrote, where it is there; nothing by default.</summary>
    /// <param name="folder">The adapter's folder.</param>
    /// <param name="backend">Where to compute.</param>
    void LoadBeside(string folder, Backend backend)
    {
    }
}

/// <summary>A parameter and its name in the adapter's file, complete with prefix.</summary>
internal readonly record struct SavedParameter(string Name, Parameter Parameter)
{
    /// <summary>What PEFT puts before the name of each tensor.</summary>
    public const string Prefix = "base_model.model.";

    /// <summary>A parameter saved under its own name, as PEFT does.</summary>
    public static SavedParameter Of(Parameter parameter) => new(Prefix + parameter.Name, parameter);

    /// <summary>A parameter saved under the name that PEFT gives it in the wrapped model.</summary>
    public static SavedParameter Of(string name, Parameter parameter) => new(Prefix + name, parameter);
}
