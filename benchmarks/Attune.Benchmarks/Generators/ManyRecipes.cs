using System.Globalization;

namespace Attune.Benchmarks.Generators;

/// <summary>The sample NaturalLanguageQuery, many times over: each copy has its own dataset, answer type, prompt and recipe.</summary>
internal sealed record ManyRecipes(int Count)
{
    // What Attune.Sdk and Microsoft.NET.Sdk add to a project.
    private const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading.Tasks;
        global using Attune;
        global using Attune.Evaluation;
        global using FluentAssertions;
        """;

    /// <summary>The files that a copy consists of; the recipe's name is unlike any other.</summary>
    public IEnumerable<(string Path, string Text)> Files()
    {
        yield return ("GlobalUsings.cs", GlobalUsings);
        foreach (var file in SampleFiles())
            yield return file;
    }

    /// <summary>The same without what an SDK adds.</summary>
    public IEnumerable<(string Path, string Text)> SampleFiles()
    {
        string folder = Path.Combine(RepositoryRoot(), "samples", "NaturalLanguageQuery");
        string[] names = ["Question", "Query", "QueryModel"];
        string[] texts = [.. names.Select(name => File.ReadAllText(Path.Combine(folder, name + ".cs")))];
        for (int copy = 1; copy <= Count; copy++)
        {
            for (int i = 0; i < names.Length; i++)
                yield return (string.Create(CultureInfo.InvariantCulture, $"Copy{copy}/{names[i]}.cs"), Renumber(texts[i], copy));
        }
    }

    public static string RepositoryRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Sdk.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("This benchmark runs from a build inside the repository.");
    }

    private static string Renumber(string text, int copy)
    {
        string number = copy.ToString(CultureInfo.InvariantCulture);
        return text
            .Replace("namespace NaturalLanguageQuery;", $"namespace NaturalLanguageQuery{number};", StringComparison.Ordinal)
            .Replace("class QueryModel", $"class QueryModel{number}", StringComparison.Ordinal)
            .Replace("into a query.", $"into query {number}.", StringComparison.Ordinal);
    }
}
