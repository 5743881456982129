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

    public TestOptions WithFiles(params string[] paths) =>
        new(properties.Values, AdditionalFiles.AddRange(paths.Select(path => new GivenFile(path, "", null))));

    /// <summary>A base model's folder as the build lists it.</summary>
    /// <param name="attuneBase">Its name, or the full path of the folder.</param>
    /// <param name="files">File names and texts.</param>
    public TestOptions WithBase(string attuneBase, params (string Name, string Text)[] files) =>
        new(properties.Values, AdditionalFiles.AddRange(files.Select(file => new GivenFile("/bases/" + file.Name, file.Text, attuneBase))));

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => properties;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => textFile is GivenFile { AttuneBase: { } name }
        ? new Properties(properties.Values.Add("build_metadata.AdditionalFiles.AttuneBase", name))
        : properties;

    private sealed class Properties(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public ImmutableDictionary<string, string> Values => values;

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }

    private sealed class GivenFile(string path, string text, string? attuneBase) : AdditionalText
    {
        private readonly SourceText source = SourceText.From(text);

        public override string Path => path;

        public string? AttuneBase => attuneBase;

        public override SourceText? GetText(CancellationToken cancellationToken = default) => source;
    }
}
