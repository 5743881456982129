using System.Runtime.CompilerServices;
using Attune.Generators.Declarations;
using Attune.Generators.Tests.Testing;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Tests.Emission;

/// <summary>What is kept between the builds of a compiler's server: few projects, texts up to a limit, and no trees.</summary>
public sealed class EarlierCompilesTests
{
    [Fact]
    public void The_project_of_the_longest_ago_goes_first()
    {
        var compiles = new EarlierCompiles(mostProjects: 2, mostCharacters: 1000);
        foreach (var project in (string[])["A", "B", "A", "C"])
            compiles.Keep(project, [File("class X;")]);
        Assert.Single(compiles.Find("A"));
        Assert.Empty(compiles.Find("B"));
        Assert.Single(compiles.Find("C"));
        Assert.Equal(16, compiles.Characters);
    }

    [Fact]
    public void Texts_are_kept_up_to_a_limit()
    {
        var compiles = new EarlierCompiles(mostProjects: 9, mostCharacters: 20);
        compiles.Keep("A", [File("class A;")]);
        compiles.Keep("B", [File("class B;")]);
        Assert.Equal(16, compiles.Characters);
        compiles.Keep("C", [File("class C;")]);
        Assert.Empty(compiles.Find("A"));
        Assert.Equal(16, compiles.Characters);
        compiles.Keep("D", [File("class Longer1; class Longer2;")]);
        Assert.Equal(0, compiles.Characters);
    }

    [Fact]
    public void A_file_that_a_project_has_twice_is_not_found()
    {
        var compiles = new EarlierCompiles(mostProjects: 2, mostCharacters: 1000);
        compiles.Keep("A", [File("class X;"), File("class X;"), File("class Y;", "/project/Y.cs")]);
        Assert.Equal("/project/Y.cs", Assert.Single(compiles.Find("A")).Key);
    }

    [Fact]
    public void Of_a_compile_that_is_over_no_tree_is_kept()
    {
        var tree = BuildOnce();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(tree.TryGetTarget(out _));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference<SyntaxTree> BuildOnce()
    {
        var compilation = RoslynTest.Compile(Samples.Question).WithAssemblyName("NoTrees");
        Assert.Equal(4, RoslynTest.Generate(compilation).Result.GeneratedTrees.Length);
        return new WeakReference<SyntaxTree>(compilation.SyntaxTrees[0]);
    }

    private static SourceFile File(string text, string path = "/project/X.cs") => SourceFile.Of(RoslynTest.Parse(text, path));
}
