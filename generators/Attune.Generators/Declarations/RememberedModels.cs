using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Attune.Generators.Declarations;

/// <summary>
/// The models of the types with an attribute. What was read from a declaration stays with its file: the compiler asks for all
/// declarations again after every keystroke and in each build of its server, and to read one that did not change is to bind
/// its attributes, its types and their members anew. So declarations are found by their syntax, and one that is remembered is
/// not bound at all; <c>ForAttributeWithMetadataName</c> would bind all of them to tell that they have the attribute.
/// </summary>
/// <param name="attribute">The attribute's metadata name.</param>
/// <param name="read">Reads a declaration.</param>
/// <param name="also">The types whose texts it reads beside the declaration's own: all that it depends on beside the project's surface.</param>
internal sealed class RememberedModels<TModel>(
    string attribute, Func<INamedTypeSymbol, AttributeData, CancellationToken, TModel?> read, Func<AttributeData, INamedTypeSymbol?>? also = null)
    where TModel : class
{
    private readonly string name = ShortName(attribute);

    /// <summary>The models of a project, each read anew where it may have changed.</summary>
    /// <param name="context">The generator's.</param>
    /// <param name="step">The name of the step.</param>
    public IncrementalValuesProvider<TModel> Provider(IncrementalGeneratorInitializationContext context, string step) => context.CompilationProvider
        .SelectMany((compilation, cancellation) =>
            AttributedTypes.With(name, compilation, cancellation).Select(declaration => Of(declaration, compilation, cancellation)).ToImmutableArray())
        .Where(static model => model is not null)
        .Select(static (model, _) => model!)
        .WithTrackingName(step);

    private TModel? Of(TypeDeclarationSyntax declaration, Compilation compilation, CancellationToken cancellation)
    {
        var surface = ProjectSurface.Of(compilation);
        var models = SourceFile.Of(declaration.SyntaxTree).Models;
        var key = ((object)this, declaration.SpanStart);
        var entry = models.TryGetValue(key, out var known) ? (Entry)known : null;
        if (entry is not null && surface.IsSameAs(entry.Surface) && entry.Sources.All(surface.Has))
        {
            models[key] = entry with { Surface = surface };
            return entry.Model;
        }

        if (entry is null)
            ReadAhead.Read(compilation, cancellation);
        var type = compilation.GetSemanticModel(declaration.SyntaxTree).GetDeclaredSymbol(declaration, cancellation);
        var found = type is null ? null : Attribute(type, declaration, cancellation);
        var model = found is null ? null : read(type!, found, cancellation);
        var sources = Trees(type).Concat(Trees(found is null ? null : also?.Invoke(found))).Distinct().Select(static tree => SourceFile.Of(tree));
        models[key] = new Entry(surface, model, [.. sources]);
        return model;
    }

    /// <summary>
    /// The attribute on this declaration, or null where another part of the type has it before: a file that was copied declares
    /// everything twice, and must not be generated twice.
    /// </summary>
    private AttributeData? Attribute(INamedTypeSymbol type, TypeDeclarationSyntax declaration, CancellationToken cancellation) =>
        type.Find(attribute) is { } found && found.ApplicationSyntaxReference?.GetSyntax(cancellation).Parent?.Parent == declaration ? found : null;

    private static string ShortName(string metadataName)
    {
        var last = metadataName.Substring(metadataName.LastIndexOf('.') + 1);
        return last.Substring(0, last.IndexOf(nameof(Attribute), StringComparison.Ordinal));
    }

    private static IEnumerable<SyntaxTree> Trees(ISymbol? symbol) =>
        symbol?.DeclaringSyntaxReferences.Select(static place => place.SyntaxTree) ?? [];

    private sealed record Entry(ProjectSurface Surface, TModel? Model, ImmutableArray<SourceFile> Sources);
}
