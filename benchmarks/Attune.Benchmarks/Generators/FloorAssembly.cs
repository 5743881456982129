using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Attune.Benchmarks.Generators;

/// <summary>Builds an assembly of <see cref="FloorGenerator"/>, an <see cref="IdleAnalyzer"/> and the files to hand over.</summary>
internal static class FloorAssembly
{
    private const string ImplicitUsings = "global using System.Collections.Generic; global using System.IO;";

    /// <param name="files">Names and texts of generated files.</param>
    /// <returns>The assembly.</returns>
    public static byte[] Build(IReadOnlyCollection<(string Name, string Text)> files)
    {
        var compilation = CSharpCompilation.Create(
            "Floor",
            new[] { Source("FloorGenerator.cs"), Source("IdleAnalyzer.cs"), ImplicitUsings }.Select(text => CSharpSyntaxTree.ParseText(text)),
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        using var assembly = new MemoryStream();
        var result = compilation.Emit(assembly, manifestResources: [new ResourceDescription(FloorGenerator.Resource, () => Pack(files), isPublic: true)]);
        return result.Success
            ? assembly.ToArray()
            : throw new InvalidOperationException(result.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToString());
    }

    private static string Source(string name)
    {
        using var reader = new StreamReader(typeof(FloorAssembly).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static MemoryStream Pack(IReadOnlyCollection<(string Name, string Text)> files)
    {
        var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(files.Count);
            foreach ((string name, string text) in files)
            {
                writer.Write(name);
                writer.Write(text);
            }
        }

        stream.Position = 0;
        return stream;
    }
}
