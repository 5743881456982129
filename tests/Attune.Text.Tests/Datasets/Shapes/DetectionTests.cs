using Attune.TestSupport;
using Attune.Text.Conversations;
using Attune.Text.Datasets;
using Attune.Text.Datasets.Shapes;
using static Attune.Text.Tests.Datasets.Shapes.ShapeRow;

namespace Attune.Text.Tests.Datasets.Shapes;

/// <summary>Which shape rows have.</summary>
public class DetectionTests
{
    [Theory]
    [InlineData("""{"messages": [{"role": "user", "content": "q"}, {"role": "assistant", "content": "a"}], "source": "x"}""", DatasetShape.Messages)]
    [InlineData("""{"conversations": [{"from": "human", "value": "q"}]}""", DatasetShape.ShareGpt)]
    [InlineData("""{"instruction": "i", "output": "o"}""", DatasetShape.Alpaca)]
    [InlineData("""{"prompt": "p", "completion": "c"}""", DatasetShape.PromptCompletion)]
    [InlineData("""{"prompt": "p", "completion": "c", "label": "good"}""", DatasetShape.PromptCompletion)]
    [InlineData("""{"text": "t"}""", DatasetShape.Text)]
    public void A_row_tells_its_shape(string json, DatasetShape shape)
    {
        var (found, match) = DatasetShapes.Detect(Rows(json));
        Assert.Equal(shape, found.Shape);
        Assert.StartsWith("it has '", match.Reason, StringComparison.Ordinal);
        Assert.Same(found, DatasetShapes.Find(found.Name.ToUpperInvariant()));
        Assert.Same(found, DatasetShapes.Choose(shape, []));
    }

    [Theory]
    [InlineData("""{"question": "q", "answer": "a"}""", "'question', 'answer'")]
    [InlineData("""{"messages": "q"}""", "'messages'")]
    [InlineData("""{"text": 5}""", "'text'")]
    public void Rows_of_no_shape_are_told_what_they_have(string json, string names)
    {
        var error = Assert.Throws<AttuneException>(() => DatasetShapes.Detect(Rows(json)));
        Assert.Equal(("ATT3021", 1), (error.Code, error.Line));
        Assert.Contains(names, error.Fact);
        Assert.All(DatasetShapes.All, shape => Assert.Contains(shape.Name, error.Remedy));
    }

    [Fact]
    public void Every_row_of_the_first_must_have_the_fields() => Assert.Equal(
        "ATT3021", Assert.Throws<AttuneException>(() => DatasetShapes.Detect(Rows("""{"text": "t"}""", """{"txt": "t"}"""))).Code);

    [Fact]
    public void Rows_of_several_shapes_are_told_which()
    {
        var error = Assert.Throws<AttuneException>(() => DatasetShapes.Detect(Rows("""{"instruction": "i", "output": "o", "chosen": "c", "rejected": "r"}""")));
        Assert.Equal("ATT3022", error.Code);
        Assert.Contains("alpaca, since it has 'instruction', 'output'", error.Fact);
        Assert.Contains("DatasetShape.Alpaca or Preference", error.Remedy);
    }

    [Fact]
    public void Names_are_different_and_known()
    {
        Assert.Equal(DatasetShapes.All.Count, DatasetShapes.All.Select(shape => shape.Name).Distinct().Count());
        Assert.Equal(
            Enum.GetValues<DatasetShape>().Except([DatasetShape.Fields, DatasetShape.Detect]).Order(), DatasetShapes.All.Select(shape => shape.Shape).Order());
        Assert.Equal("ATT3023", Assert.Throws<AttuneException>(() => DatasetShapes.Find("chat")).Code);
    }

    [SharedTheory("data/ds-preference")]
    [InlineData("ds-mtbench-arena/fastchat/data/dummy_conversation.json", DatasetShape.ShareGpt, 500)]
    [InlineData("ds-honeycomb/sample_data/alpaca_synth_queries.jsonl", DatasetShape.ShareGpt, 100)]
    [InlineData("ds-rasbt-instruction/01_main-chapter-code/instruction-data.json", DatasetShape.Alpaca, 1100)]
    [InlineData("ds-preference/hh-rlhf/harmless-base/test.jsonl.gz", DatasetShape.Preference, 2300)]
    [InlineData("ds-preference/llamafactory/dpo_en_demo.json", DatasetShape.Preference, 300)]
    [InlineData("ds-preference/llamafactory/dpo_zh_demo.json", DatasetShape.Preference, 300)]
    [InlineData("ds-preference/llamafactory/v1_dpo_demo.jsonl", DatasetShape.Preference, 10)]
    [InlineData("ds-preference/llamafactory/kto_en_demo.json", DatasetShape.UnpairedPreference, 300)]
    [InlineData("ds-lm-text/ptb/ptb.valid.txt", DatasetShape.Text, 3000)]
    public void Published_files(string path, DatasetShape shape, int least)
    {
        var rows = DatasetReader.Read(SharedData.Path("data/" + path)).ToList();
        var found = DatasetShapes.Choose(DatasetShape.Detect, rows);
        Assert.Equal(shape, found.Shape);
        var (read, mistakes) = (0, new List<AttuneException>());
        foreach (var row in rows)
        {
            try
            {
                Assert.NotNull(((IDatasetShape<object>)found).Read(row, new ShapeOptions()));
                read++;
            }
            catch (AttuneException mistake)
            {
                mistakes.Add(mistake);
            }
        }

        // Some pairs of HH-RLHF are the same text twice, and nothing can be learned from those.
        Assert.All(mistakes, mistake => Assert.Equal("ATT3027", mistake.Code));
        Assert.InRange(read, least, rows.Count);
        Assert.True(mistakes.Count == 0 || path.Contains("hh-rlhf", StringComparison.Ordinal), mistakes.FirstOrDefault()?.ToString());
    }

    [SharedFact("data/ds-rasbt-instruction")]
    public void A_published_file_that_can_be_read_in_two_ways()
    {
        var rows = DatasetReader.Read(SharedData.Path("data/ds-rasbt-instruction/04_preference-tuning-with-dpo/instruction-data-with-preference.json")).ToList();
        Assert.Equal("ATT3022", Assert.Throws<AttuneException>(() => DatasetShapes.Choose(DatasetShape.Detect, rows)).Code);
        var preference = (IDatasetShape<PreferencePair>)DatasetShapes.Choose(DatasetShape.Preference, rows);
        Assert.All(rows.Take(50), row => Assert.Single(preference.Read(row, new ShapeOptions()).Chosen));
        var alpaca = (IDatasetShape<Conversation>)DatasetShapes.Choose(DatasetShape.Alpaca, rows);
        Assert.All(rows.Take(50), row => Assert.Equal(2, alpaca.Read(row, new ShapeOptions()).Messages.Count));
    }

    [SharedFact("data/ds-sts-paraphrase/stsb-en-dev.csv")]
    public void Pairs_with_a_score()
    {
        var rows = DatasetReader.Read(SharedData.Path("data/ds-sts-paraphrase/stsb-en-dev.csv"), new() { Columns = ["sentence1", "sentence2", "score"] }).ToList();
        var shape = Assert.IsAssignableFrom<IDatasetShape<EmbeddingExample>>(DatasetShapes.Choose(DatasetShape.Detect, rows));
        Assert.All(rows, row => Assert.InRange(shape.Read(row, new ShapeOptions()).Score!.Value, 0, 5));
    }
}
