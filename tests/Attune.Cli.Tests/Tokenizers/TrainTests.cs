using System.Text.Json.Nodes;
using Attune.Cli.Tests.Support;
using Attune.TestSupport;
using Attune.Text.Tokenizers;

namespace Attune.Cli.Tests.Tokenizers;

public sealed class TrainTests
{
    private const string Golden = "golden/tokenizers/training";

    /// <summary>What five runs of the reference have in common where its hash order decides ties.</summary>
    private const double SharedByRuns = 0.97;

    /// <summary>The reference's own scores differ by this from run to run (training.json, largest_score_difference), rounded up.</summary>
    private const double ScoreTolerance = 0.002;

    [SharedFact(Golden + "/bpe-byte-level-file")]
    public void A_file_teaches_what_it_teaches_Hugging_Face_s_trainer()
    {
        using var folder = new TemporaryFolder();
        var run = AttuneTool.Run(
        [
            "tokenizer", "train", "--model", "bpe", "--files", SharedData.Path(Golden, "corpus.txt"),
            "--vocab-size", "1500", "--min-frequency", "2", "--special-token", "<|endoftext|>", "--out", folder.File("tokenizer.json"),
        ]);
        Assert.True(run.ExitCode == 0, run.Error);
        var expected = Suite.Read(Golden + "/bpe-byte-level-file/tokenizer.json")["model"]!;
        var learned = Model(folder);
        Assert.Equal(expected["vocab"]!.ToJsonString(), learned["vocab"]!.ToJsonString());
        Assert.Equal(Merges(expected), Merges(learned));
    }

    [SharedFact(Golden + "/wordlevel")]
    public void Whole_words_are_those_of_the_reference()
    {
        using var folder = new TemporaryFolder();
        Train(folder, "wordlevel", "wordlevel", "--vocabulary-size", "500", "--min-frequency", "2", "--special", "<unk>");
        var expected = Suite.Read(Golden + "/wordlevel/tokenizer.json")["model"]!;
        Assert.Equal(expected["vocab"]!.ToJsonString(), Model(folder)["vocab"]!.ToJsonString());
    }

    [SharedFact(Golden + "/wordpiece-min-frequency")]
    public void Word_pieces_are_those_of_the_reference()
    {
        using var folder = new TemporaryFolder();
        Train(folder, "wordpiece", "wordpiece-min-frequency", "--vocabulary-size", "2000", "--min-frequency", "3", "--limit-alphabet", "150");
        var expected = Suite.Read(Golden + "/wordpiece-min-frequency/tokenizer.json")["model"]!["vocab"]!.AsObject().Select(token => token.Key).ToHashSet();
        var learned = Model(folder)["vocab"]!.AsObject();
        Assert.Equal(2000, learned.Count);
        Assert.Equal(0, (int)learned["[UNK]"]!);
        Assert.InRange(learned.Count(token => expected.Contains(token.Key)), SharedByRuns * expected.Count, expected.Count);
    }

    [SharedFact(Golden + "/unigram-metaspace")]
    public void Unigram_pieces_and_their_scores_are_those_of_the_reference()
    {
        using var folder = new TemporaryFolder();
        Train(
            folder, "unigram", "unigram-metaspace", "--vocabulary-size", "1000",
            "--special", "<pad>", "--special", "</s>", "--special", "<unk>");
        var (expected, learned) = (Scores(Suite.Read(Golden + "/unigram-metaspace/tokenizer.json")["model"]!), Scores(Model(folder)));
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), learned.Keys.Order(StringComparer.Ordinal));
        Assert.InRange(expected.Max(piece => Math.Abs(piece.Value - learned[piece.Key])), 0, ScoreTolerance);
    }

    [Theory]
    [InlineData("bpe")]
    [InlineData("wordpiece")]
    [InlineData("unigram")]
    [InlineData("wordlevel")]
    public void Each_kind_gives_the_same_file_for_any_number_of_threads_and_reads_its_texts(string model)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.txt"), "the cat sat on the mat\nthe hat that the cat had\n");
        File.WriteAllText(folder.File("b.txt"), "a cat, a hat, a mat\r\nthe mat\n");
        foreach (var threads in (int[])[1, 3])
        {
            var run = AttuneTool.Run(
            [
                "tokenizer", "train", "--model", model, "--files", folder.File("a.txt"), folder.File("b.txt"), "--vocabulary-size", "300",
                "--special", "<|end|>", "--threads", $"{threads}", "--out", folder.File($"{threads}.json"),
            ]);
            Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Error));
        }

        Assert.Equal(File.ReadAllText(folder.File("1.json")), File.ReadAllText(folder.File("3.json")));
        var trained = Tokenizer.Load(folder.File("1.json"));
        var ids = trained.Encode("the cat <|end|>").Ids;
        Assert.Equal(trained.TokenToId("<|end|>"), ids[^1]);
        Assert.True(trained.IsSpecial(ids[^1]));
        Assert.StartsWith("the cat", trained.Decode(ids));
        if (model != "bpe")
            Assert.Equal(0, trained.Encode("§").Ids[^1]); // The unknown token, which nobody named.
    }

    [Fact]
    public void What_a_post_processor_puts_around_has_the_ids_of_the_new_vocabulary()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("bert.json"), """
            {"version": "1.0", "normalizer": {"type": "Lowercase"}, "pre_tokenizer": {"type": "Whitespace"},
             "padding": {"strategy": "BatchLongest", "pad_id": 9, "pad_type_id": 0, "pad_token": "[PAD]"},
             "post_processor": {"type": "TemplateProcessing",
               "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
               "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 0}}],
               "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [101], "tokens": ["[CLS]"]}, "[SEP]": {"id": "[SEP]", "ids": [102], "tokens": ["[SEP]"]}}},
             "added_tokens": [{"id": 102, "content": "[SEP]", "single_word": false, "lstrip": false, "rstrip": false, "normalized": false, "special": true}],
             "model": {"type": "WordPiece", "unk_token": "[OOV]", "continuing_subword_prefix": "##", "max_input_chars_per_word": 100, "vocab": {"[SEP]": 102}}}
            """);
        File.WriteAllText(folder.File("a.txt"), "The cat\n");
        var run = AttuneTool.Run(
        [
            "tokenizer", "train", "--model", "wordpiece", "--from", folder.File("bert.json"), "--files", folder.File("a.txt"),
            "--vocabulary-size", "50", "--min-frequency", "1", "--out", folder.File("tokenizer.json"),
        ]);
        Assert.True(run.ExitCode == 0, run.Error);
        var trained = Tokenizer.Load(folder.File("tokenizer.json"));
        var tokens = trained.EncodePair("THE cat §", null).Tokens;
        Assert.Equal(["[CLS]", "the", "cat", "[OOV]", "[SEP]"], tokens);
        Assert.Equal((0, 1), (trained.TokenToId("[OOV]"), trained.TokenToId("[SEP]")));
        Assert.Equal(trained.TokenToId("[PAD]"), (int)JsonNode.Parse(File.ReadAllText(folder.File("tokenizer.json")))!["padding"]!["pad_id"]!);
    }

    [Theory]
    [InlineData("--model unigram --min-frequency 2 --vocabulary-size 90", "--min-frequency does nothing with --model unigram")]
    [InlineData("--model wordlevel --limit-alphabet 2 --vocabulary-size 90", "--limit-alphabet does nothing with --model wordlevel")]
    [InlineData("--model wordpiece --split-pattern x --vocabulary-size 90", "--split-pattern is for --model bpe")]
    [InlineData("--model bpe --split-pattern x --from y --vocabulary-size 90", "--split-pattern and --from both say")]
    [InlineData("--model bpe --split-pattern (x --vocabulary-size 90", "--split-pattern: ")]
    [InlineData("--model bpe --vocabulary-size 0", "--vocabulary-size must be at least 1.")]
    [InlineData("--model bpe --vocabulary-size many", "'many'")]
    [InlineData("--model bpe --vocabulary-size 90 --threads 0", "--threads must be at least 1.")]
    [InlineData("--model charlevel --vocabulary-size 90", "'charlevel'")]
    public void Wrong_options_are_told(string options, string message)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.txt"), "the cat\n");
        var run = AttuneTool.Run(["tokenizer", "train", .. options.Split(' '), "--files", folder.File("a.txt"), "--out", folder.File("t.json")]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error);
        Assert.DoesNotContain("   at ", run.Error);
        Assert.False(File.Exists(folder.File("t.json")));
    }

    [Theory]
    [InlineData("bpe", "", "ATT4358")]
    [InlineData("wordlevel", " \n\n", "ATT4358")]
    [InlineData("unigram", "abcdefgh\n", "ATT4038")]
    public void Texts_that_teach_nothing_are_told(string model, string text, string id)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.txt"), text);
        var run = AttuneTool.Run(
            ["tokenizer", "train", "--model", model, "--files", folder.File("a.txt"), "--vocabulary-size", "5", "--out", folder.File("t.json")]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(id, run.Error);
        Assert.False(File.Exists(folder.File("t.json")));
    }

    /// <summary>Trains from the parts of a case of the reference, on the lines that it was trained on.</summary>
    private static void Train(TemporaryFolder folder, string model, string name, params string[] options)
    {
        var training = Suite.Read($"{Golden}/{name}/training.json");
        File.WriteAllText(folder.File("before.json"), training["before"]!.ToJsonString());
        var lines = File.ReadAllText(SharedData.Path(Golden, "corpus.txt")).Split('\n');
        if (!((string)training["input"]!).StartsWith("every line", StringComparison.Ordinal))
            lines = [.. lines.Where(line => line.All(c => c < 0x3000 || char.IsSurrogate(c)))];
        File.WriteAllText(folder.File("corpus.txt"), string.Join('\n', lines));
        var run = AttuneTool.Run(
        [
            "tokenizer", "train", "--model", model, "--from", folder.File("before.json"), "--files", folder.File("corpus.txt"),
            "--out", folder.File("tokenizer.json"), .. options,
        ]);
        Assert.True(run.ExitCode == 0, run.Error);
    }

    private static JsonNode Model(TemporaryFolder folder) => JsonNode.Parse(File.ReadAllText(folder.File("tokenizer.json")))!["model"]!;

    private static Dictionary<string, double> Scores(JsonNode model) =>
        model["vocab"]!.AsArray().ToDictionary(entry => (string)entry![0]!, entry => (double)entry![1]!, StringComparer.Ordinal);

    /// <summary>A merge is written as a pair or as one text with a blank.</summary>
    private static IEnumerable<string> Merges(JsonNode model) => model["merges"]!.AsArray()
        .Select(merge => merge is JsonArray pair ? $"{pair[0]} {pair[1]}" : (string)merge!);
}
