using System.Reflection;
using System.Text.RegularExpressions;
using Attune.CodeFixes;
using Attune.Generators.Diagnostics;
using Attune.TestSupport;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Attune.Generators.Tests;

/// <summary>Every diagnostic is in the release list, explained on a page, reported by one rule, and tested.</summary>
public sealed class CatalogueTests
{
    private static readonly string GeneratorFolder = Path.Combine(SharedData.RepositoryRoot, "generators", "Attune.Generators");

    public static TheoryData<string> Ids => [.. Descriptors().Select(descriptor => descriptor.Id)];

    [Fact]
    public void Ids_are_unique_and_in_the_range_of_analyzers() =>
        Assert.All(Descriptors().GroupBy(descriptor => descriptor.Id), group => Assert.Matches("^ATT2[0-9]{3}$", Assert.Single(group).Id));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Is_in_the_release_list(string id)
    {
        var descriptor = Descriptors().Single(each => each.Id == id);
        var lists = Directory.GetFiles(GeneratorFolder, "AnalyzerReleases.*.md").Select(File.ReadAllText);
        Assert.Contains(lists, text => text.Contains($"{id} | Attune | {descriptor.DefaultSeverity} | {descriptor.Title}", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Has_a_page(string id)
    {
        var descriptor = Descriptors().Single(each => each.Id == id);
        Assert.Equal($"docs/diagnostics/{id}.md", descriptor.HelpLinkUri);
        var page = File.ReadAllLines(Path.Combine(SharedData.RepositoryRoot, "docs", "diagnostics", id + ".md"));
        Assert.Equal($"# {id}: {descriptor.Title}", page[0]);
        Assert.InRange(page.Length, 5, 40);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Is_reported_by_one_rule(string id) => Assert.Single(AllRules.Create(), rule => rule.Descriptor.Id == id);

    [Fact]
    public void Every_rule_is_asked() => Assert.Equal(
        typeof(IRule).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IRule))).OrderBy(type => type.Name, StringComparer.Ordinal),
        AllRules.Create().Select(rule => rule.GetType()).OrderBy(type => type.Name, StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Is_tested_where_it_fires(string id)
    {
        var tests = Directory.GetFiles(Path.Combine(SharedData.RepositoryRoot, "tests", "Attune.Generators.Tests", "Rules"), "*.cs");
        Assert.Contains(tests, file => Regex.IsMatch(File.ReadAllText(file), $"FiresAsync<\\w+>\\(\\s*\"{id}\""));
    }

    [Fact]
    public void Messages_end_as_sentences_do() => Assert.All(
        Descriptors(), descriptor => Assert.Matches("([.]|\\{[0-9]\\})$", descriptor.MessageFormat.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Every_fix_is_for_a_diagnostic_and_can_fix_all()
    {
        var known = Descriptors().Select(descriptor => descriptor.Id).ToList();
        var fixes = typeof(MakePartialCodeFix).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CodeFixProvider))).ToList();
        Assert.Equal(2, fixes.Count);
        Assert.All(fixes, type =>
        {
            var fix = (CodeFixProvider)Activator.CreateInstance(type)!;
            Assert.All(fix.FixableDiagnosticIds, id => Assert.Contains(id, known));
            Assert.NotNull(fix.GetFixAllProvider());
        });
    }

    private static IEnumerable<DiagnosticDescriptor> Descriptors() => typeof(DiagnosticDescriptors)
        .GetFields(BindingFlags.Static | BindingFlags.Public)
        .Select(field => field.GetValue(null))
        .OfType<DiagnosticDescriptor>();
}
