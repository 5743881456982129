using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.Decoders;

/// <summary>What a <c>decoder</c> can be, by its "type".</summary>
internal static class DecoderKinds
{
    private static readonly Dictionary<string, Func<DataValue, Decoder>> Kinds = new(StringComparer.Ordinal)
    {
        ["ByteLevel"] = ByteLevelDecoder.Read,
    };

    public static Decoder Read(DataValue value) => ComponentKinds.Read(value, "decoder", Kinds);
}
