using Attune.Generators.Declarations;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.EntryPoint;

/// <summary>Whether the project is a program that lacks a <c>Main</c> and may get one.</summary>
internal static class EntryPointNeed
{
    /// <summary>The tracked step; its value is one bool, so the compilation goes no further.</summary>
    public const string Step = "EntryPoint.Need";

    public static IncrementalValueProvider<bool> Provider(IncrementalGeneratorInitializationContext context)
    {
        var isWanted = context.AnalyzerConfigOptionsProvider.Select(static (options, _) =>
            !options.GlobalOptions.TryGetValue("build_property.AttuneGenerateEntryPoint", out var value)
            || !string.Equals(value, "false", StringComparison.OrdinalIgnoreCase));

        return context.CompilationProvider
            .Select(static (compilation, cancellation) => IsMissing(compilation, cancellation))
            .Combine(isWanted)
            .Select(static (pair, _) => pair is (true, true))
            .WithTrackingName(Step);
    }

    // Only where something looks like an entry point is the compiler asked, which binds what it finds.
    private static bool IsMissing(Compilation compilation, CancellationToken cancellation) =>
        compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication
        && compilation.GetTypeByMetadataName(KnownNames.App) is not null
        && (!compilation.SyntaxTrees.Any(tree => FileIndex.Of(tree, cancellation).MayHaveEntryPoint) || compilation.GetEntryPoint(cancellation) is null);
}
