using System.Text;
using Attune.Text.Tokenizers;

namespace Attune.Text.Fuzz.Targets;

/// <summary><c>tokenizer.json</c>: loaded, and what loads encodes and decodes a text.</summary>
public sealed class TokenizerFileTarget : IFuzzTarget
{
    private const string Text = "Hello, wor\u00efd! 123 <s>\t\ud83d\ude42\n it's\u4e2d\u6587 aaaa</s> ";

    public string Name => "tokenizer";

    public IReadOnlyList<string> Words { get; } =
    [
        "{", "}", "[", "]", ",", ":", "\"", "null", "true", "false", "0", "-1", "1", "2147483648", "99999999999999999999", "1e400", "-0.5", "\"type\":", "\"BPE\"", "\"WordPiece\"",
        "\"Unigram\"", "\"WordLevel\"", "\"ByteLevel\"", "\"Sequence\"", "\"Metaspace\"", "\"Split\"", "\"Regex\"", "\"String\"", "\"Replace\"", "\"Prepend\"", "\"NFC\"", "\"NFKD\"", "\"Lowercase\"",
        "\"Strip\"", "\"StripAccents\"", "\"BertNormalizer\"", "\"BertPreTokenizer\"", "\"Whitespace\"", "\"Digits\"", "\"Punctuation\"", "\"TemplateProcessing\"", "\"RobertaProcessing\"",
        "\"ByteFallback\"", "\"Fuse\"", "\"vocab\"", "\"merges\"", "\"added_tokens\"", "\"id\"", "\"content\"", "\"special\"", "\"pattern\"", "\"behavior\"", "\"Isolated\"", "\"MergedWithPrevious\"",
        "\"unk_token\"", "\"byte_fallback\":true", "\"ignore_merges\":true", "\"dropout\":0.5", "\"max_length\"", "\"stride\"", "(?i:", "(?=", "(?!", "\\\\p{L}", "\\\\s+", "[^", "{2,}", "+", "*", "?", "|", ")",
        "\\ud800", "\\u0000", "\u0120", "\u2581", "##", "<0x41>", "a a", "[\"a\",\"b\"]",
    ];

    public bool Read(byte[] input)
    {
        try
        {
            var tokenizer = new Tokenizer(TokenizerFile.Parse(Encoding.UTF8.GetString(input), "tokenizer.json"));
            tokenizer.Decode(tokenizer.Encode(Text).Ids, skipSpecialTokens: true);
            return true;
        }
        catch (AttuneException)
        {
            return false;
        }
    }
}
