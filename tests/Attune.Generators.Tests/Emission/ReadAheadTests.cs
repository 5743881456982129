using Attune.Generators.Declarations;
using Attune.Generators.Tests.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Attune.Generators.Tests.Emission;

/// <summary>What a second thread binds ahead changes nothing of what is generated, and no half-typed code makes it throw.</summary>
public sealed class ReadAheadTests
{
    private const int Copies = 12;

    [Fact]
    public void Many_declarations_are_generated_as_on_one_thread()
    {
        var source = Many(Samples.Question);
        var concurrent = RoslynTest.Generate(RoslynTest.Compile(source));
        var single = RoslynTest.Generate(OnOneThread(RoslynTest.Compile(source)));
        Assert.Equal((3 * Copies) + 1, concurrent.Result.GeneratedTrees.Length);
        Assert.Equal(Texts(single.Result), Texts(concurrent.Result));
    }

    [Fact]
    public async Task It_starts_once_where_many_declarations_are_read_and_not_for_few()
    {
        var compilation = RoslynTest.Compile(Many(Samples.Question));
        List<Task?> started = [.. Enumerable.Range(0, 20).Select(_ => ReadAhead.Read(compilation, CancellationToken.None))];
        Assert.All(started.Take(3), Assert.Null);
        var work = Assert.Single(started.OfType<Task>());
        await work;
    }

    [Fact]
    public void It_does_not_start_where_the_compiler_may_use_one_thread_only()
    {
        var compilation = OnOneThread(RoslynTest.Compile(Many(Samples.Question)));
        Assert.All(Enumerable.Range(0, 20).Select(_ => ReadAhead.Read(compilation, CancellationToken.None)), Assert.Null);
    }

    [Fact]
    public async Task Half_typed_code_does_not_make_it_throw()
    {
        for (var cut = 10; cut < Samples.Question.Length; cut += 23)
        {
            var compilation = RoslynTest.Compile(Many(Samples.Question[..cut]));
            await Enumerable.Range(0, 20).Select(_ => ReadAhead.Read(compilation, CancellationToken.None)).OfType<Task>().Single();
        }
    }

    private static CSharpCompilation OnOneThread(CSharpCompilation compilation) =>
        compilation.WithOptions(compilation.Options.WithConcurrentBuild(false));

    private static string Many(string source) =>
        string.Concat(Enumerable.Range(1, Copies).Select(copy => $"namespace Copy{copy} {{\n{source}\n}}\n"));

    private static List<string> Texts(GeneratorDriverRunResult result) =>
        [.. result.GeneratedTrees.Select(tree => tree.FilePath + "\n" + tree).Order(StringComparer.Ordinal)];
}
