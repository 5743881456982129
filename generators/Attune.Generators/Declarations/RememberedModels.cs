using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Declarations;

/// <summary>
/// What was read from a declaration stays with its file. The compiler asks for all declarations again after every
/// keystroke; to read one that did not change is to bind its types and their members anew. So it does in each build of the
/// compiler's server, where files are told by path and text (<see cref="EarlierCompiles"/>).
/// </summary>
/// <param name="read">Reads a declaration.</param>
/// <param name="also">The types whose texts it reads beside the declaration's own: all that it depends on beside the project's surface.</param>
internal sealed class RememberedModels<TModel>(
    Func<GeneratorAttributeSyntaxContext, CancellationToken, TModel?> read, Func<AttributeData, INamedTypeSymbol?>? also = null)
    where TModel : class
{
    private readonly ConditionalWeakTable<SyntaxTree, ConcurrentDictionary<int, Entry>> known = new();

    /// <summary>The model of a declaration, read anew where it may have changed.</summary>
    public TModel? Of(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var compilation = context.SemanticModel.Compilation;
        var surface = ProjectSurface.Of(compilation);
        var ofFile = known.GetValue(context.TargetNode.SyntaxTree, static _ => new ConcurrentDictionary<int, Entry>());
        if (!ofFile.TryGetValue(context.TargetNode.SpanStart, out var entry))
            entry = OfTwin(context.TargetNode, surface, compilation);
        if (entry is not null && surface.IsSameAs(entry.Surface) && entry.Sources.All(compilation.ContainsSyntaxTree))
        {
            ofFile[context.TargetNode.SpanStart] = entry with { Surface = surface };
            return entry.Model;
        }

        if (entry is null)
            ReadAhead.Read(compilation, cancellation);
        var model = read(context, cancellation);
        var sources = Trees(context.TargetSymbol).Concat(Trees(also?.Invoke(context.Attributes[0]))).Distinct();
        ofFile[context.TargetNode.SpanStart] = new Entry(surface, model, [.. sources]);
        return model;
    }

    /// <summary>What the compile before read from the same place of the same text, with the trees of this one.</summary>
    private Entry? OfTwin(SyntaxNode node, ProjectSurface surface, Compilation compilation)
    {
        if (EarlierCompiles.Twin(node.SyntaxTree, surface) is not { } twin
            || !known.TryGetValue(twin, out var ofTwin) || !ofTwin.TryGetValue(node.SpanStart, out var entry) || !surface.IsSameAs(entry.Surface))
            return null;
        List<SyntaxTree> sources = [.. entry.Sources.Select(surface.TreeLike).OfType<SyntaxTree>()];
        return sources.Count == entry.Sources.Length ? entry with { Sources = [.. sources] } : null;
    }

    private static IEnumerable<SyntaxTree> Trees(ISymbol? symbol) =>
        symbol?.DeclaringSyntaxReferences.Select(static place => place.SyntaxTree) ?? [];

    private sealed record Entry(ProjectSurface Surface, TModel? Model, ImmutableArray<SyntaxTree> Sources);
}
