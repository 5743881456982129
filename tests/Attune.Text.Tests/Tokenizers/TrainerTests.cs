using Attune.Text.Tokenizers;

namespace Attune.Text.Tests.Tokenizers;

/// <summary>What trainers promise besides their results: options, progress, an early end.</summary>
public class TrainerTests
{
    private static readonly string[] Texts = ["the cat sat on the mat", "the hat that the cat had", "a cat, a hat, a mat"];

    public static TheoryData<ModelTrainer> Trainers =>
        [new BpeTrainer(), new WordPieceTrainer(), new UnigramTrainer { UnknownToken = "<unk>" }, new WordLevelTrainer()];

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Training_can_be_cancelled(ModelTrainer trainer)
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => TokenizerTrainer.Train(Untrained(), Texts, trainer, cancellationToken: cancelled.Token));
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void Training_tells_how_far_it_is(ModelTrainer trainer)
    {
        var told = new Told();
        TokenizerTrainer.Train(Untrained(), Texts, trainer, progress: told);
        Assert.Equal(new TokenizerTrainingProgress(TokenizerTrainingStage.CountingWords, 3, 3), told.All.Last(report => report.Stage == TokenizerTrainingStage.CountingWords));
        Assert.True(trainer is WordLevelTrainer || told.All.Any(report => report.Stage != TokenizerTrainingStage.CountingWords));
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void The_size_is_a_limit(ModelTrainer trainer)
    {
        var trained = TokenizerTrainer.Train(Untrained(), Texts, trainer with { VocabularySize = 25, SpecialTokens = ["<s>", "</s>"] });
        Assert.InRange(trained.VocabularySize, 5, 25);
        Assert.Equal(trained.TokenToId("<s>") + 1, trained.TokenToId("</s>"));
        Assert.True(trained.IsSpecial(trained.TokenToId("<s>")!.Value));
    }

    [Theory]
    [MemberData(nameof(Trainers))]
    public void No_text_at_all_is_no_trouble(ModelTrainer trainer) =>
        Assert.InRange(TokenizerTrainer.Train(Untrained(), [], trainer with { SpecialTokens = ["<s>"] }).VocabularySize, 1, 2);

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        ModelTrainer[] wrong =
        [
            new BpeTrainer { VocabularySize = 0 }, new BpeTrainer { AlphabetLimit = -1 }, new BpeTrainer { MaxTokenLength = 0 },
            new WordPieceTrainer { AlphabetLimit = -1 }, new UnigramTrainer { ShrinkingFactor = 1 }, new UnigramTrainer { ShrinkingFactor = double.NaN },
            new UnigramTrainer { SubIterations = 0 }, new UnigramTrainer { MaxPieceLength = 0 }, new UnigramTrainer { SeedSize = 0 },
        ];
        foreach (var trainer in wrong)
            Assert.Throws<ArgumentOutOfRangeException>(() => TokenizerTrainer.Train(Untrained(), Texts, trainer));
        Assert.Throws<ArgumentOutOfRangeException>(() => TokenizerTrainer.Train(Untrained(), Texts, new BpeTrainer(), threads: 0));
    }

    [Fact]
    public void A_unigram_vocabulary_has_room_for_all_characters()
    {
        var error = Assert.Throws<AttuneException>(() => TokenizerTrainer.Train(Untrained(), Texts, new UnigramTrainer { VocabularySize = 5 }));
        Assert.Equal("ATT4038", error.Code);
        Assert.Contains("5 tokens", error.Fact);
    }

    [Fact]
    public void Special_tokens_behind_the_vocabulary_get_ids_of_their_own()
    {
        var trained = TokenizerTrainer.Train(Untrained(), Texts, new WordLevelTrainer { VocabularySize = 1, SpecialTokens = ["<a>", "<b>"] });
        Assert.Equal((0, 1), (trained.TokenToId("<a>"), trained.TokenToId("<b>")));
    }

    /// <summary>Inner nodes of the suffix tree by definition: repeated, and followed by at least two different characters or ends.</summary>
    [Fact]
    public void Seeds_are_the_substrings_that_go_on_differently()
    {
        var random = new Random(6);
        for (var run = 0; run < 200; run++)
        {
            var words = new WordCounts();
            for (var i = 0; i < 5; i++)
                words.Add(string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => (char)('a' + random.Next(2)))));
            var seeds = SubstringSeeds.Find(words, maxLength: 4, limit: 1000);
            var letters = words.Words.SelectMany(word => word.Word).Distinct().Count();
            Assert.Equal(ByDefinition(words, 4), seeds.Skip(letters).Select(seed => seed.Piece).Order(StringComparer.Ordinal));
        }
    }

    private static List<string> ByDefinition(WordCounts words, int maxLength)
    {
        var followers = new Dictionary<string, HashSet<char>>();
        foreach (var (word, _) in words.Words)
        {
            for (var start = 0; start < word.Length; start++)
            {
                for (var length = 2; length <= maxLength && start + length <= word.Length; length++)
                {
                    var part = word.Substring(start, length);
                    if (!followers.TryGetValue(part, out var after))
                        followers[part] = after = [];
                    after.Add(start + length < word.Length ? word[start + length] : '\0');
                }
            }
        }

        return [.. followers.Where(entry => entry.Value.Count > 1).Select(entry => entry.Key).Order(StringComparer.Ordinal)];
    }

    private static Tokenizer Untrained() => new(TokenizerFile.Parse(
        """
        {"version": "1.0", "pre_tokenizer": {"type": "Split", "pattern": {"String": " "}, "behavior": "Removed", "invert": false},
         "model": {"type": "BPE", "vocab": {}, "merges": []}}
        """,
        "tokenizer.json"));

    private sealed class Told : IProgress<TokenizerTrainingProgress>
    {
        public List<TokenizerTrainingProgress> All { get; } = [];

        public void Report(TokenizerTrainingProgress value) => All.Add(value);
    }
}
