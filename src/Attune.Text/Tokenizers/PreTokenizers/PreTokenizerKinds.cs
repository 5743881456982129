using Attune.Text.Datasets;

namespace Attune.Text.Tokenizers.PreTokenizers;

/// <summary>What a <c>pre_tokenizer</c> can be, by its "type".</summary>
internal static class PreTokenizerKinds
{
    private static readonly Dictionary<string, Func<DataValue, PreTokenizer>> Kinds = new(StringComparer.Ordinal)
    {
        ["Sequence"] = SequencePreTokenizer.Read,
        ["ByteLevel"] = ByteLevelPreTokenizer.Read,
        ["Split"] = SplitPreTokenizer.Read,
        ["Digits"] = DigitsPreTokenizer.Read,
        ["Punctuation"] = PunctuationPreTokenizer.Read,
        ["BertPreTokenizer"] = BertPreTokenizer.Read,
        ["CharDelimiterSplit"] = CharDelimiterSplitPreTokenizer.Read,
        ["FixedLength"] = FixedLengthPreTokenizer.Read,
        ["Metaspace"] = MetaspacePreTokenizer.Read,
        ["UnicodeScripts"] = UnicodeScriptsPreTokenizer.Read,
        ["Whitespace"] = WhitespacePreTokenizer.Read,
        ["WhitespaceSplit"] = WhitespaceSplitPreTokenizer.Read,
    };

    public static PreTokenizer Read(DataValue value) => ComponentKinds.Read(value, "pre-tokenizer", Kinds);
}
