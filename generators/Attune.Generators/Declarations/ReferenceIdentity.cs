using Microsoft.CodeAnalysis;

namespace Attune.Generators.Declarations;

/// <summary>Which assembly a project refers to; it keeps no assembly and no other project in memory.</summary>
internal sealed class ReferenceIdentity(MetadataReference reference)
{
    private readonly MetadataReferenceProperties properties = reference.Properties;
    private readonly MetadataId? id = Id(reference);
    private readonly WeakReference<MetadataReference> itself = new(reference);

    /// <summary>Whether both are one assembly: the compiler's server reads a file anew when its time has changed.</summary>
    public bool IsSameAs(ReferenceIdentity other) =>
        (id is not null && id == other.id && properties == other.properties)
        || (itself.TryGetTarget(out var mine) && other.itself.TryGetTarget(out var its) && mine.Equals(its));

    private static MetadataId? Id(MetadataReference reference)
    {
        try
        {
            return (reference as PortableExecutableReference)?.GetMetadataId();
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException)
        {
            return null;
        }
    }
}
