using Attune.Generators.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Generators.Tools;

/// <summary>Gives a type whose methods have <c>[Tool]</c> their definitions.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ToolGenerator : IIncrementalGenerator
{
    /// <summary>The tracked step that parses a declaration.</summary>
    internal const string ParseStep = "Tool.Parse";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var tools = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.Tool, static (node, _) => node is MethodDeclarationSyntax, ToolParser.Parse)
            .Where(static model => model is not null)
            .WithTrackingName(ParseStep);
        context.RegisterSourceOutput(tools.Collect().Combine(Project.Folder(context)), static (output, input) =>
        {
            foreach (var group in input.Left.GroupBy(tool => tool!.Owner))
                output.AddSource(group.Key.HintName + ".Tools.g.cs", ToolEmitter.Emit(group.Key, [.. group.Select(tool => tool!)], input.Right));
        });
    }
}
