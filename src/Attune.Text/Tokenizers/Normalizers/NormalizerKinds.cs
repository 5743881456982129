using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.Normalizers;

/// <summary>What a <c>normalizer</c> can be, by its "type".</summary>
internal static class NormalizerKinds
{
    private static readonly Dictionary<string, Func<DataValue, Normalizer>> Kinds = new(StringComparer.Ordinal)
    {
        ["Sequence"] = SequenceNormalizer.Read,
        ["Lowercase"] = LowercaseNormalizer.Read,
    };

    public static Normalizer Read(DataValue value) => ComponentKinds.Read(value, "normalizer", Kinds);
}
