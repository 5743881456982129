using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Attune.Generators.Tests.Testing;

/// <summary>The MSBuild properties and additional files that a compilation sees.</summary>
internal sealed class TestOptions : AnalyzerConfigOptionsProvider
{
    private readonly Properties properties;

    private TestOptions(ImmutableDictionary<string, string> properties, ImmutableArray<AdditionalText> files)
    {
        this.properties = new Properties(properties);
        AdditionalFiles = files;
    }

    /// <summary>A project that only references the analyzers.</summary>
    public static TestOptions Default { get; } = new(
        ImmutableDictionary<string, string>.Empty.Add("build_property.MSBuildProjectDirectory", RoslynTest.ProjectFolder), []);

    /// <summary>A project with Attune.Sdk, which lists base models and files.</summary>
    public static TestOptions Sdk(params string[] files) =>
        Default.With("AttuneBaseModels", "attune/tiny").WithFiles([.. files.Select(file => $"{RoslynTest.ProjectFolder}/{file}")]);

    public ImmutableArray<AdditionalText> AdditionalFiles { get; }

    public override AnalyzerConfigOptions GlobalOptions => properties;

    public TestOptions With(string property, string value) =>
        new(properties.Values.SetItem("build_property." + property, value), AdditionalFiles);

    public TestOptions WithFiles(params string[] paths) => new(properties.Values, [.. paths.Select(path => new EmptyFile(path))]);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => properties;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => properties;

    private sealed class Properties(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public ImmutableDictionary<string, string> Values => values;

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }

    private sealed class EmptyFile(string path) : AdditionalText
    {
        public override string Path => path;

        public override SourceText? GetText(CancellationToken cancellationToken = default) => SourceText.From("");
    }
}
