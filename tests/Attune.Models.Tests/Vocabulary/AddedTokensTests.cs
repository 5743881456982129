using System.Text.Json.Nodes;
using Attune.Models.Tests.Architectures;
using Attune.Tensors;
using Attune.TestSupport;
using Attune.Text.Tokenizers;

namespace Attune.Models.Tests.Vocabulary;

/// <summary>Base models that are given tokens.</summary>
public class AddedTokensTests
{
    private const int Width = 16;

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 0)]
    [InlineData(false, 7)]
    public void Rows_are_added_where_they_do_not_reach_and_the_others_stay(bool tied, int padding)
    {
        using var folder = NewFolder(tied, padding);
        var before = BaseModel.Open(folder.Path);
        var count = before.Tokenizer.VocabularySize;
        var after = before.WithAddedTokens([new(new("<|sql|>")), new(new("<|end_sql|>", Special: true))]);
        Assert.Equal(count, after.Tokenizer.TokenToId("<|sql|>"));
        Assert.Equal(count + 1, after.Tokenizer.TokenToId("<|end_sql|>"));
        Assert.Equal(Math.Max(count + padding, count + 2), after.Configuration.VocabularySize);
        Assert.Equal(before.StopTokenIds, after.StopTokenIds);

        var (old, grown) = (before.LoadModel(new CpuBackend(1)), after.LoadModel(new CpuBackend(1)));
        Assert.Equal(tied, grown.HeadLayer is null);
        foreach (var (one, two) in Matrices(old).Zip(Matrices(grown)))
        {
            var (oldRows, rows) = (one.Value.ToArray(), two.Value.ToArray());
            Assert.Equal(after.Configuration.VocabularySize, two.Shape[0]);
            Assert.Equal(oldRows[..(count * Width)], rows[..(count * Width)]);
            var mean = Mean(oldRows, [.. Enumerable.Range(0, count)]);
            Assert.Equal(mean, rows[(count * Width)..((count + 1) * Width)]);
            Assert.Equal(mean, rows[((count + 1) * Width)..((count + 2) * Width)]);
        }

        var prompt = new[] { 5, 6, 7 };
        Assert.Equal(
            old.Hidden(PackedTokens.Pack([prompt])).ToArray(), grown.Hidden(PackedTokens.Pack([prompt])).ToArray());
    }

    [Fact]
    public void Rows_start_from_a_text_or_from_random_numbers()
    {
        using var folder = NewFolder(tied: false, padding: 0);
        var before = BaseModel.Open(folder.Path);
        var count = before.Tokenizer.VocabularySize;
        AddedToken normal = new(new NewToken("<|b|>")) { Initialization = RowInitialization.Normal, Seed = 3 };
        AddedToken text = new(new NewToken("<|a|>")) { Initialization = RowInitialization.MeanOfText, From = "two plus" };
        var pieces = before.Tokenizer.Encode("two plus").Ids;
        var model = before.WithAddedTokens([text, normal]).LoadModel(new CpuBackend(1));
        var alone = before.WithAddedTokens([normal]).LoadModel(new CpuBackend(1));
        foreach (var (matrix, other) in Matrices(model).Zip(Matrices(alone)))
        {
            var rows = matrix.Value.ToArray();
            Assert.Equal(Mean(rows, pieces), rows[(count * Width)..((count + 1) * Width)]);

            // Whatever else is added.
            Assert.Equal(rows[((count + 1) * Width)..], other.Value.ToArray()[(count * Width)..]);
            Assert.InRange(rows[((count + 1) * Width)..].Average(value => value * value), 0.1 * 0.09, 4 * 0.09); // initializer_range 0.3, 16 numbers
        }

        var heads = Matrices(model).Select(matrix => matrix.Value.ToArray()[((count + 1) * Width)..]).ToList();
        Assert.NotEqual(heads[0], heads[1]);
        Assert.NotEqual(
            heads[0], before.WithAddedTokens([normal with { Seed = 4 }]).LoadModel(new CpuBackend(1)).Embedding.Weight.Value.ToArray()[(count * Width)..]);
        Assert.Equal("ATT4176", Assert.Throws<AttuneException>(() => before.WithAddedTokens([text with { From = "" }])).Code);
    }

    [Fact]
    public void What_is_saved_opens_with_the_tokens()
    {
        using var folder = NewFolder(tied: true, padding: 0);
        File.WriteAllText(folder.File("tokenizer_config.json"), """{"eos_token": "<|im_end|>", "added_tokens_decoder": {"0": {"content": "<|end|>", "special": true}}}""");
        var opened = BaseModel.Open(folder.Path).WithAddedTokens([new(new("<|sql|>")), new(new("<|stop|>", Special: true))]);
        using var copy = new TemporaryFolder();
        var model = opened.LoadModel(new CpuBackend(1));
        Model.Save(model, copy.Path);
        opened.CopyTextFilesTo(copy.Path);
        var again = BaseModel.Open(copy.Path);
        Assert.Equal(opened.Configuration.VocabularySize, again.Configuration.VocabularySize);
        Assert.Equal(model.Embedding.Weight.Value.ToArray(), again.LoadModel(new CpuBackend(1)).Embedding.Weight.Value.ToArray());
        const string text = "one<|sql|> two<|stop|>";
        Assert.Equal(opened.Tokenizer.Encode(text).Ids, again.Tokenizer.Encode(text).Ids);
        Assert.Equal("one<|sql|> two", again.Tokenizer.Decode(again.Tokenizer.Encode(text).Ids));
        Assert.Contains(opened.Tokenizer.TokenToId("<|sql|>")!.Value, again.Tokenizer.Encode(text, parseSpecialTokens: false).Ids);
        Assert.DoesNotContain(opened.Tokenizer.TokenToId("<|stop|>")!.Value, again.Tokenizer.Encode(text, parseSpecialTokens: false).Ids);

        var named = JsonNode.Parse(File.ReadAllText(copy.File("tokenizer_config.json")))!["added_tokens_decoder"]!;
        var id = opened.Tokenizer.TokenToId("<|stop|>")!.Value;
        Assert.Equal("<|stop|>", (string?)named[$"{id}"]!["content"]);
        Assert.True((bool)named[$"{id}"]!["special"]!);
        Assert.Equal("<|end|>", (string?)named["0"]!["content"]);
    }

    private static IEnumerable<Parameter> Matrices(ICausalLanguageModel model) =>
        new[] { model.Embedding.Weight, model.HeadLayer?.Weight }.OfType<Parameter>();

    private static float[] Mean(float[] rows, int[] ids) =>
        [.. Enumerable.Range(0, Width).Select(i => (float)(ids.Aggregate(0.0, (sum, id) => sum + rows[(id * Width) + i]) / ids.Length))];

    private static TemporaryFolder NewFolder(bool tied, int padding)
    {
        var folder = new TemporaryFolder();
        var options = new BpeTrainerOptions { VocabularySize = 290, SpecialTokens = ["<|end|>", "<|im_end|>"] };
        var tokenizer = ByteLevelBpeTrainer.Train(Enumerable.Repeat("one plus two is three, two plus two is four", 4), options);
        tokenizer.Save(folder.File("tokenizer.json"));
        var configuration = ModelFilesTests.Tiny with
        {
            VocabularySize = tokenizer.VocabularySize + padding,
            TieWordEmbeddings = tied,
            InitializerRange = 0.3,
            EndTokenIds = [0],
        };
        Model.Save(Model.Initialize(configuration, new CpuBackend(1), 8), folder.Path);
        return folder;
    }
}
