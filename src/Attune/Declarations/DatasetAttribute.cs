namespace Attune;

/// <summary>
/// Declares that a type is one row of a file. The generator emits the reader; the build checks every row.
/// </summary>
/// <example><c>[Dataset("data/questions.jsonl", TestFraction = 0.1)] public sealed partial record Question(string Text, [property: Completion] Query Query);</c></example>
/// <example><c>[Dataset("data/chat/*.jsonl.gz", Shape = DatasetShape.Messages)] public sealed partial record Chat;</c></example>
/// <param name="path">
/// The file, relative to the project: <c>.jsonl</c>, <c>.json</c>, <c>.csv</c>, <c>.tsv</c> or <c>.txt</c>, also packed as
/// <c>.gz</c>. Several with <c>;</c> between, or patterns: <c>data/**/*.jsonl</c>.
/// </param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class DatasetAttribute(string path) : Attribute
{
    /// <summary>The file, relative to the project. <c>$(Name)</c> is replaced by the MSBuild property <c>Name</c>, where the project passes it with <c>&lt;AttuneProperty Include="Name" Value="$(Name)" /&gt;</c>.</summary>
    public string Path { get; } = path;

    /// <summary>
    /// The shape of the rows. With any other than <see cref="DatasetShape.Fields"/> the type has no fields of its own: the
    /// generator gives it a <c>Conversation</c>, and a recipe needs no prompt; or the parts of a preference pair, a judged
    /// answer, an embedding example, a labelled or a plain text.
    /// </summary>
    /// <value><see cref="DatasetShape.Fields"/> by default.</value>
    public DatasetShape Shape { get; set; }

    /// <summary>What the data calls roles, each as <c>name=role</c>: <c>Kunde=user</c>. The common names are known.</summary>
    /// <value>Empty by default.</value>
    public string[] Roles { get; set; } = [];

    /// <summary>How rows are written.</summary>
    /// <value>By the file's extension, by default.</value>
    public DatasetFormat Format { get; set; }

    /// <summary>How characters are written.</summary>
    /// <value>Unicode by default: UTF-8, or UTF-16 with a byte order mark.</value>
    public DatasetEncoding Encoding { get; set; }

    /// <summary>The names of the columns of a CSV or TSV file that has no header line.</summary>
    /// <value>Empty by default: the first line is the header.</value>
    public string[] Columns { get; set; } = [];

    /// <summary>What separates the cells of a CSV file.</summary>
    /// <value><c>'\0'</c> by default: a comma, in <c>.tsv</c> a tab.</value>
    public char Separator { get; set; }

    /// <summary>Whether cells may be quoted; where not, a quote is a character like any other.</summary>
    /// <value>True by default.</value>
    public bool Quotes { get; set; } = true;

    /// <summary>A second file that holds the test rows; then <see cref="TestFraction"/> must be 0.</summary>
    public string? TestPath { get; set; }

    /// <summary>The fraction of rows held out for evaluation, 0 to 1. Content and <see cref="Seed"/> decide about each row, so it stays where it is when others come or go; the number of rows is about the fraction.</summary>
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
