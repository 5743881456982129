namespace Attune;

/// <summary>
/// Declares that a type is one row of a file. The generator emits the reader; the build checks every row.
/// </summary>
/// <example><c>[Dataset("data/questions.jsonl", TestFraction = 0.1)] public sealed partial record Question(string Text, [property: Completion] Query Query);</c></example>
/// <param name="path">The file, relative to the project: <c>.jsonl</c>, <c>.json</c> (an array of objects) or <c>.csv</c> (with a header line).</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class DatasetAttribute(string path) : Attribute
{
    /// <summary>The file, relative to the project. <c>$(Name)</c> is replaced by the MSBuild property <c>Name</c>, where the project passes it with <c>&lt;AttuneProperty Include="Name" Value="$(Name)" /&gt;</c>.</summary>
    public string Path { get; } = path;

    /// <summary>A second file that holds the test rows; then <see cref="TestFraction"/> must be 0.</summary>
    public string? TestPath { get; set; }

    /// <summary>The fraction of rows held out for evaluation, 0 to 1, chosen by <see cref="Seed"/>.</summary>
    /// <value>0 by default.</value>
    public double TestFraction { get; set; }

    /// <summary>Chooses which rows are held out.</summary>
    /// <value>42 by default.</value>
    public int Seed { get; set; } = 42;
}

/// <summary>Marks the field that the model is to write: the answer. Exactly one field of a dataset has it.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class CompletionAttribute : Attribute
{
    /// <summary>The labels that the field may be; another text is an error at its row. An enum needs none.</summary>
    /// <value>Empty by default: any text.</value>
    public string[] Labels { get; set; } = [];

    /// <summary>
    /// A file with more of them, relative to the project: a JSON array of strings (<c>.json</c>), or one a line.
    /// <c>$(Name)</c> is replaced as in <see cref="DatasetAttribute.Path"/>.
    /// </summary>
    public string? LabelsFile { get; set; }
}
