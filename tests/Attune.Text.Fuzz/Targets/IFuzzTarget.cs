namespace Attune.Text.Fuzz.Targets;

/// <summary>A reader under test.</summary>
public interface IFuzzTarget
{
    /// <summary>Its name, and the folder of its seeds.</summary>
    string Name { get; }

    /// <summary>Pieces of its language, for mutations to put in.</summary>
    IReadOnlyList<string> Words { get; }

    /// <summary>The inputs that mutations start from.</summary>
    /// <value>The files of <c>Seeds/</c> in the target's project, in the folder of its name.</value>
    IReadOnlyList<byte[]> Seeds => FuzzSeeds.Of(this);

    /// <summary>Reads an input and uses what was read.</summary>
    /// <returns>Whether it was read; false where it was refused with an error of our own.</returns>
    /// <remarks>Any exception that leaves this method is a finding.</remarks>
    bool Read(byte[] input);
}
