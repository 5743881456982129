using System.Reflection.Metadata;

namespace Attune.Packages.Tests.Support;

/// <summary>What a portable PDB says of the sources.</summary>
internal static class SymbolFile
{
    /// <summary>The kind of custom debug information that holds a document's text (Portable PDB format).</summary>
    private static readonly Guid s_embeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    public static List<(string Name, bool IsEmbedded)> Documents(Stream pdb)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbStream(pdb);
        var reader = provider.GetMetadataReader();
        return [.. reader.Documents.Select(handle => (reader.GetString(reader.GetDocument(handle).Name), IsEmbedded(reader, handle)))];
    }

    private static bool IsEmbedded(MetadataReader reader, DocumentHandle document) =>
        reader.GetCustomDebugInformation(document).Select(reader.GetCustomDebugInformation).Any(info => reader.GetGuid(info.Kind) == s_embeddedSource);
}
