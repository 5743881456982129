using Attune.Generators.Tests.Testing;
using Microsoft.CodeAnalysis.CSharp;

namespace Attune.Generators.Tests.Emission;

/// <summary>Builds of one project by the compiler's server.</summary>
internal static class Builds
{
    /// <summary>The same files as the next build reads them: all parsed anew.</summary>
    public static CSharpCompilation ReadAgain(CSharpCompilation compilation) => compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(
        compilation.SyntaxTrees.Select(tree => RoslynTest.Parse(tree.ToString(), tree.FilePath)));
}
