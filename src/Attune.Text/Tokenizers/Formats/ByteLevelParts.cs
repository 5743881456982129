using Attune.Text.Tokenizers.Decoders;
using Attune.Text.Tokenizers.Models;
using Attune.Text.Tokenizers.Patterns;
using Attune.Text.Tokenizers.PostProcessors;
using Attune.Text.Tokenizers.PreTokenizers;

namespace Attune.Text.Tokenizers.Formats;

/// <summary>Puts together byte-level BPE tokenizers from files that hold only their vocabulary.</summary>
internal static class ByteLevelParts
{
    public static TokenizerParts Of(
        BpeModel model, IReadOnlyList<string> splits, IReadOnlyList<AddedToken> added, TokenizerConfig config)
    {
        return new TokenizerParts(model)
        {
            PreTokenizer = PreTokenizer(splits, config.AddPrefixSpace ?? false),
            PostProcessor = SpecialTokensAround.Of(config, content => IdOf(content, model, added)) is { } around
                ? around
                : new ByteLevelPostProcessor(addPrefixSpace: true, trimOffsets: false, useRegex: true),
            Decoder = new ByteLevelDecoder(addPrefixSpace: true, trimOffsets: true, useRegex: true),
            AddedTokens = added,
        };
    }

    /// <summary>The id of a token that is added, or in the vocabulary.</summary>
    public static int? IdOf(string content, TokenizerModel model, IReadOnlyList<AddedToken> added) =>
        added.FirstOrDefault(token => token.Content == content)?.Id
        ?? (model.Vocabulary.TryGetId(content, out var id) ? id : null);

    private static PreTokenizer PreTokenizer(IReadOnlyList<string> splits, bool addPrefixSpace)
    {
        if (splits is [ByteLevelPreTokenizer.DefaultPattern])
            return new ByteLevelPreTokenizer(addPrefixSpace, useRegex: true);
        var cuts = splits.Select(split => new SplitPreTokenizer(SplitPattern.Parse(split), SplitBehavior.Isolated, inverted: false));
        return new SequencePreTokenizer([.. cuts, new ByteLevelPreTokenizer(addPrefixSpace, useRegex: false)]);
    }
}
