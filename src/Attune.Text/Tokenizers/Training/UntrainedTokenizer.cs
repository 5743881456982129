using Attune.Text.Tokenizers.Decoders;
using Attune.Text.Tokenizers.Models;
using Attune.Text.Tokenizers.Normalizers;
using Attune.Text.Tokenizers.Normalizers.Unicode;
using Attune.Text.Tokenizers.Patterns;
using Attune.Text.Tokenizers.PostProcessors;
using Attune.Text.Tokenizers.PreTokenizers;

namespace Attune.Text.Tokenizers;

/// <summary>Tokenizers without a vocabulary for <see cref="TokenizerTrainer"/> to start from: the usual parts of each kind of model.</summary>
public static class UntrainedTokenizer
{
    private const string WordPiecePrefix = "##";

    /// <summary>Byte-level BPE as GPT-2 has it: texts are cut by a pattern and spelled as bytes.</summary>
    /// <param name="splitPattern">The pattern, in Oniguruma's syntax; null is GPT-2's.</param>
    /// <param name="addPrefixSpace">Whether a space is put before each text that does not start with one.</param>
    /// <exception cref="ArgumentException">The pattern is malformed.</exception>
    public static Tokenizer ByteLevelBpe(string? splitPattern = null, bool addPrefixSpace = false) =>
        new(ByteLevelBpeParts(splitPattern, addPrefixSpace));

    /// <summary>WordPiece as uncased BERT has it: lower case, accents off, cut at blanks and punctuation; unknown is <c>[UNK]</c>.</summary>
    public static Tokenizer WordPiece() => new(new TokenizerParts(new WordPieceModel(new Vocabulary([]), new WordPieceOptions()))
    {
        Normalizer = new BertNormalizer(cleanText: true, spaceChinese: true, stripAccents: null, lowercase: true),
        PreTokenizer = new BertPreTokenizer(),
        Decoder = new WordPieceDecoder(WordPiecePrefix, cleanup: true),
    });

    /// <summary>Unigram as SentencePiece has it: NFKC, and each space is a mark that starts a word.</summary>
    public static Tokenizer Unigram()
    {
        var marks = new MetaspaceOptions(MetaspaceOptions.DefaultReplacement, PrependScheme.Always, Split: true);
        return new Tokenizer(new TokenizerParts(new UnigramModel([], null, byteFallback: false))
        {
            Normalizer = new UnicodeNormalizer(NormalForm.Nfkc),
            PreTokenizer = new MetaspacePreTokenizer(marks),
            Decoder = new MetaspaceDecoder(marks),
        });
    }

    /// <summary>Whole words, cut at blanks and between letters and marks; unknown is <c>&lt;unk&gt;</c>.</summary>
    public static Tokenizer WordLevel() => new(new TokenizerParts(new WordLevelModel(new Vocabulary([]), "<unk>"))
    {
        PreTokenizer = new WhitespacePreTokenizer(),
    });

    internal static TokenizerParts ByteLevelBpeParts(string? splitPattern, bool addPrefixSpace) =>
        new(new BpeModel(new Vocabulary([]), [], new BpeOptions()))
        {
            PreTokenizer = BuildPreTokenizer(splitPattern, addPrefixSpace),
            PostProcessor = new ByteLevelPostProcessor(addPrefixSpace: true, trimOffsets: false, useRegex: true),
            Decoder = new ByteLevelDecoder(addPrefixSpace: true, trimOffsets: true, useRegex: true),
        };

    private static PreTokenizer BuildPreTokenizer(string? splitPattern, bool addPrefixSpace)
    {
        var bytes = new ByteLevelPreTokenizer(addPrefixSpace, useRegex: splitPattern is null);
        if (splitPattern is null)
            return bytes;
        try
        {
            var split = new SplitPreTokenizer(SplitPattern.Parse(splitPattern), SplitBehavior.Isolated, inverted: false);
            return new SequencePreTokenizer([split, bytes]);
        }
        catch (FormatException e)
        {
            throw new ArgumentException(e.Message, nameof(splitPattern), e);
        }
    }
}
