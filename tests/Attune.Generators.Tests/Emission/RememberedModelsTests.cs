using Attune.Generators.Declarations;
using Attune.Generators.Tests.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Attune.Generators.Tests.Emission;

/// <summary>
/// What is remembered of a file that did not change is what would be read anew: after an edit of one file of several, the
/// driver that saw both writes what a new one writes.
/// </summary>
public sealed class RememberedModelsTests
{
    private static int projects;

    private static readonly (string Path, string Text)[] Files =
    [
        ("Row.cs", """
            [Dataset(Names.File, TestFraction = 0.1)]
            public sealed partial record Ticket([property: System.Text.Json.Serialization.JsonPropertyName("the_text")] string Text, int Priority, Note? Note, [property: Completion(Labels = ["low", "high"])] string Label);
            """),
        ("Note.cs", "public sealed record Note(string Title = \"none\", string? Body = null);"),
        ("Names.cs", "public static class Names { public const string File = \"data/tickets.jsonl\"; public const string Base = \"attune/tiny\"; public static int Twice(int number) { return number + number; } }"),
        ("Prompt.cs", "[Prompt<Ticket>(System = \"Be brief.\", User = \"{{ the_text }}\")] public static partial class AskForLabel;"),
        ("Template.cs", "[ChatTemplate(\"{{ messages[0].content }}\", StopToken = \"<|end|>\")] public static partial class Template;"),
        ("Recipe.cs", """
            [Recipe<Ticket>(Base = Names.Base, Prompt = typeof(AskForLabel), ChatTemplate = typeof(Template), Epochs = 3)]
            [Lora(Rank = 8)]
            public static partial class LabelModel { [Assertion(AtLeast = 0.9)] static void Holds(Ticket row, Completion answer) { answer.Text.Length.ToString(); } }
            """),
    ];

    /// <summary>Of every file, an edit that other files' models depend on, and one that they do not.</summary>
    public static TheoryData<string, string, string> Edits => new()
    {
        { "Row.cs", "the_text", "other_text" },
        { "Row.cs", "int Priority", "long Priority" },
        { "Row.cs", "\"high\"", "\"urgent\"" },
        { "Row.cs", "public sealed", "internal sealed" },
        { "Row.cs", "string Label", "Note Label" },
        { "Row.cs", "TestFraction = 0.1", "Shape = DatasetShape.Messages" },
        { "Note.cs", "\"none\"", "\"nothing\"" },
        { "Note.cs", "string?", "string" },
        { "Note.cs", "public sealed record", "#nullable disable\npublic sealed record" },
        { "Note.cs", "string? Body", "\n#nullable disable\nstring Body" },
        { "Note.cs", "Title", "Heading" },
        { "Names.cs", "tickets.jsonl", "rows.jsonl" },
        { "Names.cs", "attune/tiny", "attune/other" },
        { "Names.cs", "number + number", "2 * number" },
        { "Prompt.cs", "{{ the_text }}", "{{ the_text }} {{ priority }}" },
        { "Prompt.cs", "{{ the_text }}", "{{ the_text" },
        { "Prompt.cs", "Be brief.", "Be very brief." },
        { "Prompt.cs", "System = \"Be brief.\"", "System = null" },
        { "Prompt.cs", "public static", "internal static" },
        { "Prompt.cs", "AskForLabel;", "AskForLabels;" },
        { "Prompt.cs", "Prompt<Ticket>", "Prompt<Note>" },
        { "Template.cs", "<|end|>", "<|stop|>" },
        { "Template.cs", "partial ", "" },
        { "Template.cs", ", StopToken = \"<|end|>\"", "" },
        { "Recipe.cs", "Epochs = 3", "Epochs = 4" },
        { "Recipe.cs", "answer.Text", "row.Label" },
        { "Recipe.cs", "[Lora(Rank = 8)]", "" },
        { "Recipe.cs", "[Recipe", "// moved down\n[Recipe" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void What_is_remembered_is_what_would_be_read(string file, string before, string after)
    {
        var compilation = Compile();
        var tree = compilation.SyntaxTrees.Single(each => each.FilePath.EndsWith("/" + file, StringComparison.Ordinal));
        var text = tree.ToString().Replace(before, after, StringComparison.Ordinal);
        Assert.NotEqual(tree.ToString(), text);
        var edited = compilation.ReplaceSyntaxTree(tree, RoslynTest.Parse(text, tree.FilePath));

        var driver = RoslynTest.Driver().RunGenerators(compilation);
        Assert.Equal(Anew(compilation), Sources(driver));
        driver = driver.RunGenerators(edited);
        Assert.Equal(Anew(edited), Sources(driver));
        Assert.Equal(Anew(compilation), Sources(driver.RunGenerators(compilation)));
    }

    /// <summary>As with the compiler's server, where each build has a driver and trees of its own.</summary>
    [Theory]
    [MemberData(nameof(Edits))]
    public void What_is_remembered_of_the_build_before_is_what_would_be_read(string file, string before, string after)
    {
        var compilation = Compile().WithAssemblyName("Builds" + Interlocked.Increment(ref projects));
        var tree = compilation.SyntaxTrees.Single(each => each.FilePath.EndsWith("/" + file, StringComparison.Ordinal));
        var edited = compilation.ReplaceSyntaxTree(tree, RoslynTest.Parse(tree.ToString().Replace(before, after, StringComparison.Ordinal), tree.FilePath));

        foreach (var build in (Compilation[])[compilation, compilation, edited, edited, compilation])
            Assert.Equal(Anew(build), Sources(RoslynTest.Driver().RunGenerators(ReadAgain(build))));
    }

    [Fact]
    public void A_build_of_the_same_files_reads_and_writes_nothing_again()
    {
        var compilation = Compile().WithAssemblyName("Builds" + Interlocked.Increment(ref projects));
        var first = Texts(compilation);
        var second = Texts(compilation);
        Assert.Equal(3, first.Length);
        Assert.All(first.Zip(second), static pair => Assert.Same(pair.First, pair.Second));

        // A field's default is part of what other files see; the recipe's model does not tell it, and is read again all the same.
        var note = compilation.SyntaxTrees.Single(each => each.FilePath.EndsWith("/Note.cs", StringComparison.Ordinal));
        Assert.DoesNotContain(Texts(compilation.ReplaceSyntaxTree(note, RoslynTest.Parse(note.ToString().Replace("none", "nothing", StringComparison.Ordinal), note.FilePath))),
            text => first.Contains(text, ReferenceEqualityComparer.Instance));
    }

    [Fact]
    public void Other_references_or_options_are_another_build()
    {
        var compilation = Compile().WithAssemblyName("Builds" + Interlocked.Increment(ref projects));
        var first = Texts(compilation);
        Compilation[] others =
        [
            compilation.WithOptions(compilation.Options.WithNullableContextOptions(NullableContextOptions.Disable)),
            compilation.AddReferences(CSharpCompilation.Create("Other").ToMetadataReference()),
        ];
        foreach (var other in others)
        {
            Assert.DoesNotContain(Texts(other), text => first.Contains(text, ReferenceEqualityComparer.Instance));
            Assert.Equal(Anew(other), Sources(RoslynTest.Driver().RunGenerators(ReadAgain(other))));
        }
    }

    private static SourceText[] Texts(Compilation compilation) =>
        [.. RoslynTest.Driver().RunGenerators(ReadAgain(compilation)).GetRunResult().Results
            .SelectMany(result => result.GeneratedSources)
            .Where(source => !source.HintName.StartsWith("Attune", StringComparison.Ordinal) && !source.HintName.EndsWith(".ChatTemplate.g.cs", StringComparison.Ordinal))
            .Select(source => source.SourceText)];

    [Theory]
    [InlineData("Prompt.cs", "{{ the_text }}", "{{ the_text }} {{ priority }}", true)]
    [InlineData("Template.cs", "messages[0]", "messages[1]", true)]
    [InlineData("Names.cs", "number + number", "2 * number", true)]
    [InlineData("Names.cs", "public static int", "/* hidden */ public static int", true)]
    [InlineData("Names.cs", "attune/tiny", "attune/other", false)]
    [InlineData("Names.cs", "int number", "long number", false)]
    [InlineData("Note.cs", "public sealed record", "#nullable disable\npublic sealed record", false)]
    [InlineData("Note.cs", "string? Body", "\n#nullable disable\nstring? Body", false)]
    [InlineData("Row.cs", "the_text", "other_text", false)]
    [InlineData("Prompt.cs", "AskForLabel", "AskForMore", false)]
    public void Only_bodies_comments_and_templates_are_no_part_of_the_surface(string file, string before, string after, bool isSame)
    {
        var compilation = Compile();
        var tree = compilation.SyntaxTrees.Single(each => each.FilePath.EndsWith("/" + file, StringComparison.Ordinal));
        var edited = compilation.ReplaceSyntaxTree(tree, RoslynTest.Parse(tree.ToString().Replace(before, after, StringComparison.Ordinal), tree.FilePath));
        Assert.Equal(isSame, ProjectSurface.Of(edited).IsSameAs(ProjectSurface.Of(compilation)));
    }

    private static CSharpCompilation Compile() => RoslynTest.Compile("").AddSyntaxTrees(
        Files.Select(file => RoslynTest.Parse(file.Text, RoslynTest.ProjectFolder + "/" + file.Path)));

    /// <summary>What is written of the same texts in a project of which nothing is remembered.</summary>
    private static string[] Anew(Compilation compilation) =>
        Sources(RoslynTest.Driver().RunGenerators(ReadAgain(compilation).WithAssemblyName("Anew" + Interlocked.Increment(ref projects))));

    private static CSharpCompilation ReadAgain(Compilation compilation) => Builds.ReadAgain((CSharpCompilation)compilation);

    private static string[] Sources(GeneratorDriver driver) =>
        [.. driver.GetRunResult().Results.SelectMany(result => result.GeneratedSources).Select(source => $"// {source.HintName}\n{source.SourceText}").Order(StringComparer.Ordinal)];
}
