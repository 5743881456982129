using Attune.Text.Datasets;
using Attune.Text.Tokenizers.Normalizers.Unicode;

namespace Attune.Text.Tokenizers.Normalizers;

/// <summary>What a <c>normalizer</c> can be, by its "type".</summary>
internal static class NormalizerKinds
{
    private static readonly Dictionary<string, Func<DataValue, Normalizer>> Kinds = new(StringComparer.Ordinal)
    {
        ["Sequence"] = SequenceNormalizer.Read,
        ["NFC"] = UnicodeNormalizer.Reader(NormalForm.Nfc),
        ["NFD"] = UnicodeNormalizer.Reader(NormalForm.Nfd),
        ["NFKC"] = UnicodeNormalizer.Reader(NormalForm.Nfkc),
        ["NFKD"] = UnicodeNormalizer.Reader(NormalForm.Nfkd),
        ["Prepend"] = PrependNormalizer.Read,
        ["Replace"] = ReplaceNormalizer.Read,
        ["ByteLevel"] = ByteLevelNormalizer.Read,
        ["Lowercase"] = LowercaseNormalizer.Read,
        ["BertNormalizer"] = BertNormalizer.Read,
        ["Nmt"] = NmtNormalizer.Read,
        ["Precompiled"] = PrecompiledNormalizer.Read,
        ["Strip"] = StripNormalizer.Read,
        ["StripAccents"] = StripAccentsNormalizer.Read,
    };

    public static Normalizer Read(DataValue value) => ComponentKinds.Read(value, "normalizer", Kinds);
}
