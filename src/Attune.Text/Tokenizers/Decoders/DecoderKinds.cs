using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.Decoders;

/// <summary>What a <c>decoder</c> can be, by its "type".</summary>
internal static class DecoderKinds
{
    private static readonly Dictionary<string, Func<DataValue, Decoder>> Kinds = new(StringComparer.Ordinal)
    {
        ["Sequence"] = SequenceDecoder.Read,
        ["ByteLevel"] = ByteLevelDecoder.Read,
        ["Replace"] = ReplaceDecoder.Read,
        ["ByteFallback"] = ByteFallbackDecoder.Read,
        ["Fuse"] = FuseDecoder.Read,
        ["Strip"] = StripDecoder.Read,
        ["BPEDecoder"] = BpeDecoder.Read,
        ["CTC"] = CtcDecoder.Read,
        ["Metaspace"] = MetaspaceDecoder.Read,
        ["WordPiece"] = WordPieceDecoder.Read,
    };

    public static Decoder Read(DataValue value) => ComponentKinds.Read(value, "decoder", Kinds);
}
