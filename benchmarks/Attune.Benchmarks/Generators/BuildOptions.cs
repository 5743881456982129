using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Attune.Benchmarks.Generators;

/// <summary>What Attune.Sdk's targets hand to the compiler: the base model's text files.</summary>
internal sealed class BuildOptions : AnalyzerConfigOptionsProvider
{
    private const string Tiny = "attune/tiny";

    private readonly Values _global = new(new Dictionary<string, string>
    {
        ["build_property.MSBuildProjectDirectory"] = "/project",
        ["build_property.AttuneBaseModels"] = Tiny,
    });

    private readonly Values _base = new(new Dictionary<string, string> { ["build_metadata.AdditionalFiles.AttuneBase"] = Tiny });

    public BuildOptions()
    {
        string folder = Path.Combine(ManyRecipes.RepositoryRoot(), "src", "Attune", "Bases", "attune-tiny");
        AdditionalFiles =
        [
            new GivenFile("/project/data/questions.jsonl", ""),
            .. new[] { "chat_template.jinja", "tokenizer_config.json", "generation_config.json", "config.json" }
                .Select(name => new GivenFile(Path.Combine(folder, name), File.ReadAllText(Path.Combine(folder, name)))),
            Beginning(Path.Combine(folder, "tokenizer.json")),
        ];
    }

    public ImmutableArray<AdditionalText> AdditionalFiles { get; }

    public override AnalyzerConfigOptions GlobalOptions => _global;

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _global;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => textFile.Path.EndsWith(".jsonl", StringComparison.Ordinal) ? _global : _base;

    private static GivenFile Beginning(string path)
    {
        string text = File.ReadAllText(path);
        return new GivenFile(path, text[..text.IndexOf("\"model\":", StringComparison.Ordinal)]);
    }

    private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }

    private sealed class GivenFile(string path, string text) : AdditionalText
    {
        private readonly SourceText _source = SourceText.From(text);

        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => _source;
    }
}
