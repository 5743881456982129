using Attune.Text.Datasets;
using Attune.Text.Datasets.Checks;
using Attune.Text.Datasets.Shapes;

namespace Attune.Generated.Tests;

/// <summary>Typed rows of every shape, from the file to the row and back to JSON.</summary>
public sealed class ShapeTests : IDisposable
{
    private readonly TestSupport.TemporaryFolder folder = new();

    public ShapeTests() => Directory.CreateDirectory(folder.File("data"));

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Preference_pairs()
    {
        var lines = Enumerable.Range(0, 40).Select(i => $$"""{"prompt": "q{{i}}", "chosen": "good {{i}}", "rejected": "bad {{i}}"}""").ToArray();
        Write("pairs.jsonl", lines);
        var (train, test) = (Pair.Dataset.Rows(DatasetPart.Train, folder.Path).ToList(), Pair.Dataset.Rows(DatasetPart.Test, folder.Path).ToList());
        Assert.Equal(40, train.Count + test.Count);
        Assert.InRange(test.Count, 4, 24);
        var row = train[0];
        Assert.StartsWith("q", row.Prompt.Messages[0].Content, StringComparison.Ordinal);
        Assert.StartsWith("good", row.Chosen[0].Content, StringComparison.Ordinal);
        Assert.StartsWith("bad", row.Rejected[0].Content, StringComparison.Ordinal);
        const string json = """{"prompt":[{"role":"user","content":"q"}],"chosen":[{"role":"assistant","content":"a"}],"rejected":[{"role":"assistant","content":"b"}]}""";
        Assert.Equal(json, RecordShapes.ToJson(Pair.Dataset.Shape, RecordShapes.Parse(Pair.Dataset.Shape, json)));
    }

    [Theory]
    [InlineData("""{"chosen": "Is it? Yes.", "rejected": "Is it? No."}""")]
    [InlineData("""{"input": {"messages": [{"role": "user", "content": "Is it?"}]}, "preferred_output": [{"role": "assistant", "content": "Yes."}], "non_preferred_output": [{"role": "assistant", "content": "No."}]}""")]
    public void The_shape_of_a_file_is_detected(string line)
    {
        Write("found.jsonl", line);
        IRowOf<PreferencePair> row = Assert.Single(FoundPair.Dataset.Rows(DatasetPart.Train, folder.Path));
        Assert.Equal("Is it?", row.Content.Prompt.Messages[0].Content);
        Assert.Equal(("Yes.", "No."), (row.Content.Chosen[0].Content, row.Content.Rejected[0].Content));
    }

    [Fact]
    public void Judged_answers()
    {
        Write("judged.jsonl", """{"prompt": "q", "completion": "a", "label": false}""");
        var row = Assert.Single(Judged.Dataset.Rows(DatasetPart.Train, folder.Path));
        Assert.Equal(("q", "a", false), (row.Prompt.Messages[0].Content, row.Answer[0].Content, row.IsGood));
        Assert.Equal(
            """{"prompt":[{"role":"user","content":"q"}],"completion":[{"role":"assistant","content":"a"}],"label":false}""", RecordShapes.ToJson(Judged.Dataset.Shape, row));
    }

    [Fact]
    public void Embedding_examples()
    {
        Write("near.csv", "sentence1,sentence2,score", "a cat,a kitten,4.5");
        var row = Assert.Single(Near.Dataset.Rows(DatasetPart.Train, folder.Path));
        Assert.Equal(("a cat", "a kitten", 4.5), (row.Anchor, row.Positive, row.Score));
        Assert.Empty(row.Negatives);
        const string json = """{"anchor":"a","positive":"b","negatives":["c","d"]}""";
        Assert.Equal(json, RecordShapes.ToJson(Near.Dataset.Shape, RecordShapes.Parse(Near.Dataset.Shape, json)));
    }

    [Fact]
    public void Labels_and_texts()
    {
        Write("labels.csv", "text,label", "a cat,animal");
        var row = Assert.Single(Labelled.Dataset.Rows(DatasetPart.Train, folder.Path));
        Assert.Equal(("a cat", "animal"), (row.Text, row.Label));
        Assert.Equal("""{"text":"a cat","label":"animal"}""", RecordShapes.ToJson(Labelled.Dataset.Shape, row));
        Write("texts.txt", "one", "", "two");
        Assert.Equal(["one", "two"], Line.Dataset.Rows(DatasetPart.Train, folder.Path).Select(line => line.Text));
        Assert.Equal(new PlainText("x"), ((IRowOf<PlainText>)RecordShapes.Parse(Line.Dataset.Shape, """{"text":"x"}""")).Content);
    }

    [Fact]
    public void Prompt_and_completion_are_a_conversation()
    {
        Write("chat-a.jsonl", """{"prompt": "q", "completion": "a"}""");
        IRowOf<Text.Conversations.Conversation> row = Assert.Single(Completed.Dataset.Rows(DatasetPart.Train, folder.Path));
        Assert.Equal(["q", "a"], row.Content.Messages.Select(message => message.Content));
    }

    [Theory]
    [InlineData("""{"prompt": "q", "chosen": "a"}""", "ATT3010", 2, 1)]
    [InlineData("""{"prompt": "q", "chosen": "a", "rejected": 5}""", "ATT3011", 2, 44)]
    [InlineData("""{"prompt": "q", "chosen": "a", "rejected": "a"}""", "ATT3027", 2, 1)]
    [InlineData("""{"prompt": "q", "chosen": [{"role": "bot", "content": "a"}], "rejected": "a"}""", "ATT3020", 2, 37)]
    public void A_mistake_has_its_file_line_and_column(string line, string code, int at, int column)
    {
        Write("pairs.jsonl", """{"prompt": "q", "chosen": "a", "rejected": "b"}""", line);
        var error = Assert.Throws<AttuneException>(() => Pair.Dataset.Rows(DatasetPart.Train, folder.Path));
        Assert.Equal((code, folder.File("data/pairs.jsonl"), at, column), (error.Code, error.File, error.Line, error.Column));
    }

    [Fact]
    public void Another_shape_than_the_type_takes_is_one_error_at_the_attribute()
    {
        Write("found.jsonl", """{"text": "a", "label": "b"}""");
        var error = Assert.Throws<AttuneException>(() => FoundPair.Dataset.Rows(DatasetPart.Train, folder.Path));
        Assert.Equal(("ATT3024", "Shapes.cs"), (error.Code, Path.GetFileName(error.File)));
    }

    private void Write(string name, params string[] lines) => File.WriteAllText(folder.File("data/" + name), string.Join('\n', lines) + "\n");
}
