using System.Runtime.CompilerServices;
using Attune.Generators.Shapes;
using Microsoft.CodeAnalysis;

namespace Attune.Generators.Declarations;

/// <summary>
/// Binds a project's prompts, recipes and rows on a second thread. The compiler asks generators for one declaration after
/// the other on one thread while its others wait, and most of the answer is the binding of attributes and members, which any
/// thread may do and which stays with the compilation. It starts from the end, so that the two threads meet.
/// </summary>
internal sealed class ReadAhead
{
    // After a keystroke only the declarations of one file are read again.
    private const int Many = 6;

    private static readonly ConditionalWeakTable<Compilation, ReadAhead> Known = new();

    private int read;

    /// <summary>Says that a declaration of the project is about to be read, of which nothing is remembered.</summary>
    /// <returns>The thread's work where this is what started it.</returns>
    public static Task? Read(Compilation compilation, CancellationToken cancellation) =>
        compilation.Options.ConcurrentBuild && Interlocked.Increment(ref Known.GetOrCreateValue(compilation).read) == Many
            ? Task.Run(() => Bind(compilation, cancellation), cancellation)
            : null;

    private static void Bind(Compilation compilation, CancellationToken cancellation)
    {
        foreach (var (type, isRecipe) in DeclarationFinder.FromTheEnd(compilation, cancellation))
        {
            foreach (var attribute in type.GetAttributes())
            {
                if (attribute.RowType() is { } row && row.Has(KnownNames.Dataset))
                    new ShapeParser(cancellation).Object(row);
            }

            if (!isRecipe)
                continue;
            foreach (var method in type.GetMembers().OfType<IMethodSymbol>())
            {
                if (method.Has(KnownNames.Assertion))
                    _ = method.ReturnType;
            }
        }
    }
}
