using Attune.Generators.Diagnostics;
using Attune.Generators.Tests.Emission;
using Attune.Generators.Tests.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Attune.Generators.Tests.Rules;

/// <summary>Rules are not asked again about what they had nothing to say of, and nothing that they would say is lost by that.</summary>
public sealed class CleanTypesTests
{
    private static int projects;

    private static readonly (string Path, string Text)[] Files =
    [
        ("Row.cs", """[Dataset("data/rows.jsonl")] public sealed partial record Row(string Text, int Priority, [property: Completion] string Label);"""),
        ("Prompt.cs", """[Prompt<Row>(User = "{{ text }} {{ priority }}")] public static partial class Ask;"""),
        ("Recipe.cs", """[Recipe<Row>(Base = "attune/tiny", Prompt = typeof(Ask), ChatTemplate = typeof(Template))] public static partial class Model { [Assertion] static void Holds(Row row, Completion answer) => answer.Should().Be(row.Label); }"""),
        ("Template.cs", """[ChatTemplate("{% for m in messages %}<|{{ m.role }}|>{{ m.content }}<|end|>{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}", StopToken = "<|end|>")] public static partial class Template;"""),
        ("Other.cs", "public static class Other { public static int Twice(int number) { return number + number; } }"),
    ];

    /// <summary>Edits after which a rule has something to say, or asks again; the last one is of a body that no rule looks at.</summary>
    public static TheoryData<string, string, string> Edits => new()
    {
        { "Row.cs", "int Priority", "int Priority, int Unread" },
        { "Row.cs", "[property: Completion] ", "" },
        { "Prompt.cs", "{{ priority }}", "" },
        { "Prompt.cs", "{{ priority }}", "{{ priorty }}" },
        { "Prompt.cs", "{{ priority }}", "{{ priority" },
        { "Recipe.cs", "row.Label", "answer.Text" },
        { "Recipe.cs", "attune/tiny", "attune/tinny" },
        { "Template.cs", "<|end|>{% endfor", "<|stop|>{% endfor" },
        { "Template.cs", "{{ m.content }}", "{{ m.content | nothing }}" },
        { "Other.cs", "number + number", "2 * number" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task A_later_build_finds_what_a_first_one_finds(string file, string before, string after)
    {
        var compilation = Compile();
        var tree = compilation.SyntaxTrees.Single(each => each.FilePath.EndsWith("/" + file, StringComparison.Ordinal));
        var text = tree.ToString().Replace(before, after, StringComparison.Ordinal);
        Assert.NotEqual(tree.ToString(), text);
        var edited = compilation.ReplaceSyntaxTree(tree, RoslynTest.Parse(text, tree.FilePath));
        foreach (var build in (CSharpCompilation[])[compilation, compilation, edited, edited, compilation])
            Assert.Equal(await FindAsync(Renamed(build)), await FindAsync(Builds.ReadAgain(build)));
    }

    [Fact]
    public async Task A_build_of_the_same_files_asks_no_rule()
    {
        var compilation = Compile();
        var rule = new CountingRule();
        Func<IReadOnlyList<IRule>> rules = () => [rule];
        Assert.Equal(1, await AskedAsync(compilation));
        Assert.Equal(0, await AskedAsync(compilation));

        // A method of a type without attributes is of no interest; a template is, and so is what the build hands over.
        Assert.Equal(0, await AskedAsync(Edited(compilation, "Other.cs", "number + number", "2 * number")));
        Assert.Equal(1, await AskedAsync(Edited(compilation, "Prompt.cs", "{{ text }}", "{{ text }}!")));
        Assert.Equal(1, await AskedAsync(compilation));
        Assert.Equal(1, await AskedAsync(compilation, TestOptions.Sdk()));
        Assert.Equal(1, await AskedAsync(compilation, TestOptions.Sdk("data/rows.jsonl")));
        Assert.Equal(1, await AskedAsync(compilation, TestOptions.Sdk("data/rows.jsonl").WithBase("own", ("config.json", "{}"))));
        Assert.Equal(1, await AskedAsync(compilation, TestOptions.Sdk("data/rows.jsonl").WithBase("own", ("config.json", "{ }"))));
        Assert.Equal(0, await AskedAsync(compilation, TestOptions.Sdk("data/rows.jsonl").WithBase("own", ("config.json", "{ }"))));

        async Task<int> AskedAsync(CSharpCompilation build, TestOptions? options = null)
        {
            rule.Asked = 0;
            Assert.Empty(await FindAsync(Builds.ReadAgain(build), rules, options));
            return rule.Asked;
        }
    }

    [Fact]
    public async Task What_a_rule_says_it_says_in_every_build()
    {
        var compilation = Edited(Compile(), "Row.cs", "int Priority", "int Priority, int Unread");
        var first = await FindAsync(Builds.ReadAgain(compilation));
        Assert.Contains(first, found => found.Contains("ATT2003", StringComparison.Ordinal));
        Assert.Equal(first, await FindAsync(Builds.ReadAgain(compilation)));
    }

    private static CSharpCompilation Edited(CSharpCompilation compilation, string file, string before, string after)
    {
        var tree = compilation.SyntaxTrees.Single(each => each.FilePath.EndsWith("/" + file, StringComparison.Ordinal));
        return compilation.ReplaceSyntaxTree(tree, RoslynTest.Parse(tree.ToString().Replace(before, after, StringComparison.Ordinal), tree.FilePath));
    }

    private static CSharpCompilation Compile() => Renamed(RoslynTest.Compile("").AddSyntaxTrees(
        Files.Select(file => RoslynTest.Parse(file.Text, RoslynTest.ProjectFolder + "/" + file.Path))));

    /// <summary>A project of which nothing is remembered.</summary>
    private static CSharpCompilation Renamed(CSharpCompilation compilation) =>
        Builds.ReadAgain(compilation).WithAssemblyName("Rules" + Interlocked.Increment(ref projects));

    private static Task<string[]> FindAsync(CSharpCompilation compilation) => FindAsync(compilation, AllRules.Create, TestOptions.Sdk("data/rows.jsonl"));

    private static async Task<string[]> FindAsync(CSharpCompilation compilation, Func<IReadOnlyList<IRule>> rules, TestOptions? options)
    {
        options ??= TestOptions.Default;
        var found = await compilation.WithAnalyzers([new RuleAnalyzer(rules)], new AnalyzerOptions(options.AdditionalFiles, options)).GetAnalyzerDiagnosticsAsync();
        return [.. found.Select(diagnostic => diagnostic.ToString()).Order(StringComparer.Ordinal)];
    }

    private sealed class CountingRule : IRule
    {
        public int Asked { get; set; }

        public DiagnosticDescriptor Descriptor => DiagnosticDescriptors.UnusedField;

        public void Register(RuleChecks rules) => rules.OnAttribute("Attune.DatasetAttribute", _ => Asked++);
    }
}
