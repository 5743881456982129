using Attune.Text.Datasets.Shapes;
using static Attune.Text.Tests.Datasets.Shapes.ShapeRow;

namespace Attune.Text.Tests.Datasets.Shapes;

/// <summary>Shapes whose rows are pairs, judgements, labels and texts.</summary>
public class OtherShapeTests
{
    [Theory]
    [InlineData("""{"prompt": "p", "chosen": "c", "rejected": "r"}""", "user: p", "assistant: c", "assistant: r")]
    [InlineData("""{"prompt": [{"role": "user", "content": "p"}], "chosen": [{"role": "assistant", "content": "c"}], "rejected": [{"role": "assistant", "content": "r"}]}""", "user: p", "assistant: c", "assistant: r")]
    [InlineData("""{"chosen": [{"role": "user", "content": "p"}, {"role": "assistant", "content": "c"}], "rejected": [{"role": "user", "content": "p"}, {"role": "assistant", "content": "r"}]}""", "user: p", "assistant: c", "assistant: r")]
    [InlineData("""{"prompt": "p", "chosen": [{"role": "user", "content": "p"}, {"role": "assistant", "content": "c"}], "rejected": [{"role": "user", "content": "p"}, {"role": "assistant", "content": "r"}]}""", "user: p", "assistant: c", "assistant: r")]
    [InlineData("""{"conversations": [{"from": "human", "value": "p"}], "chosen": {"from": "gpt", "value": "c"}, "rejected": {"from": "gpt", "value": "r"}}""", "user: p", "assistant: c", "assistant: r")]
    [InlineData("""{"system": "s", "question": "p", "chosen": "c", "rejected": "r"}""", "system: s | user: p", "assistant: c", "assistant: r")]
    [InlineData("""{"instruction": "i", "input": "n", "chosen_response": "c", "rejected_response": "r"}""", "user: i\nn", "assistant: c", "assistant: r")]
    [InlineData("""{"messages": [{"role": "user", "content": "p"}, {"role": "assistant", "content": "c"}], "rejected_response": "r"}""", "user: p", "assistant: c", "assistant: r")]
    [InlineData("""{"messages": [{"role": "user", "content": "p"}, {"role": "assistant", "content": "c"}], "rejected_messages": [{"role": "user", "content": "p"}, {"role": "assistant", "content": "r"}]}""", "user: p", "assistant: c", "assistant: r")]
    [InlineData("""{"chosen": "The sky is blue.", "rejected": "The sky is below."}""", "user: The sky is", "assistant: blue.", "assistant: below.")]
    [InlineData("""{"chosen": "\n\nHuman: p\n\nAssistant: x\n\nHuman: q\n\nAssistant: c", "rejected": "\n\nHuman: p\n\nAssistant: x\n\nHuman: q\n\nAssistant: r"}""", "user: p | assistant: x | user: q", "assistant: c", "assistant: r")]
    public void Preferences(string json, string prompt, string chosen, string rejected)
    {
        var pair = Read<PreferencePair>(DatasetShape.Preference, json);
        Assert.Equal((prompt, chosen, rejected), (Show(pair.Prompt.Messages), Show(pair.Chosen), Show(pair.Rejected)));
        Assert.Equal(DatasetShape.Preference, DatasetShapes.Detect(Rows(json)).Shape.Shape);
    }

    [Theory]
    [InlineData("""{"prompt": "p", "chosen": "c", "rejected": "c"}""", "the same")]
    [InlineData("""{"chosen": "abc", "rejected": "abd"}""", "no common start")]
    [InlineData("""{"chosen": "a b", "rejected": "a b"}""", "the same")]
    [InlineData("""{"chosen": [{"role": "user", "content": "p"}], "rejected": [{"role": "user", "content": "p"}, {"role": "assistant", "content": "r"}]}""", "adds nothing")]
    public void Pairs_that_say_nothing_are_refused(string json, string fact)
    {
        var error = Mistake<PreferencePair>(DatasetShape.Preference, json);
        Assert.Equal(("ATT3027", 1), (error.Code, error.Line));
        Assert.Contains(fact, error.Fact);
    }

    [Fact]
    public void Preferences_of_openai_files()
    {
        const string json = """{"input": {"messages": [{"role": "user", "content": "p"}], "tools": [{"type": "function", "function": {"name": "f", "parameters": {}}}], "parallel_tool_calls": true}, "preferred_output": [{"role": "assistant", "content": "c"}], "non_preferred_output": [{"role": "assistant", "content": "r"}]}""";
        var pair = Read<PreferencePair>(DatasetShape.OpenAiPreference, json);
        Assert.Equal(("user: p", "assistant: c", "assistant: r"), (Show(pair.Prompt.Messages), Show(pair.Chosen), Show(pair.Rejected)));
        Assert.Equal(("f", (object?)true), (pair.Prompt.Tools[0].Name, pair.Prompt.Variables!["parallel_tool_calls"]));
        Assert.Equal(DatasetShape.OpenAiPreference, DatasetShapes.Detect(Rows(json)).Shape.Shape);
    }

    [Theory]
    [InlineData("""{"prompt": "p", "completion": "c", "label": false}""", "user: p", "assistant: c", false)]
    [InlineData("""{"messages": [{"role": "user", "content": "p"}, {"role": "assistant", "content": "c"}], "label": true}""", "user: p", "assistant: c", true)]
    [InlineData("""{"conversations": [{"from": "human", "value": "p"}, {"from": "gpt", "value": "c"}], "kto_tag": true}""", "user: p", "assistant: c", true)]
    [InlineData("""{"instruction": "i", "input": "n", "output": "o", "kto_tag": false}""", "user: i\nn", "assistant: o", false)]
    public void Judgements(string json, string prompt, string answer, bool isGood)
    {
        var judged = Read<JudgedAnswer>(DatasetShape.UnpairedPreference, json);
        Assert.Equal((prompt, answer, isGood), (Show(judged.Prompt.Messages), Show(judged.Answer), judged.IsGood));
        Assert.Equal(DatasetShape.UnpairedPreference, DatasetShapes.Detect(Rows(json)).Shape.Shape);
    }

    [Theory]
    [InlineData("""{"anchor": "a", "positive": "p"}""", "a/p//")]
    [InlineData("""{"anchor": "a", "positive": "p", "negative": "n"}""", "a/p/n/")]
    [InlineData("""{"anchor": "a", "positive": "p", "negative_1": "n", "negative_2": "m"}""", "a/p/n,m/")]
    [InlineData("""{"query": "a", "positive": "p", "negatives": ["n", "m"]}""", "a/p/n,m/")]
    [InlineData("""{"sentence1": "a", "sentence2": "b", "score": 2.5}""", "a/b//2.5")]
    [InlineData("""{"sentence1": "a", "sentence2": "b", "label": true}""", "a/b//1")]
    public void Embeddings_by_name(string json, string expected)
    {
        Assert.Equal(expected, ShowTexts(Read<EmbeddingExample>(DatasetShape.Embedding, json)));
        Assert.Equal(DatasetShape.Embedding, DatasetShapes.Detect(Rows(json)).Shape.Shape);
    }

    [Theory]
    [InlineData("""{"question": "a", "answer": "p"}""", "a/p//")]
    [InlineData("""{"one": "a", "two": "p", "three": "n", "four": "m"}""", "a/p/n,m/")]
    [InlineData("""{"one": "a", "two": "b", "three": 0.5}""", "a/b//0.5")]
    public void Embeddings_by_column_order_where_declared(string json, string expected) =>
        Assert.Equal(expected, ShowTexts(Read<EmbeddingExample>(DatasetShape.Embedding, json)));

    [Theory]
    [InlineData("""{"text": "t", "label": "cat"}""", "cat")]
    [InlineData("""{"text": "t", "label": 3}""", "3")]
    [InlineData("""{"text": "t", "label": true}""", "true")]
    public void Labels(string json, string label)
    {
        Assert.Equal(new LabelledText("t", label), Read<LabelledText>(DatasetShape.Label, json));
        Assert.Equal(DatasetShape.Label, DatasetShapes.Detect(Rows(json)).Shape.Shape);
    }

    [Fact]
    public void Texts() => Assert.Equal(new PlainText("t"), Read<PlainText>(DatasetShape.Text, """{"text": "t"}"""));

    private static string ShowTexts(EmbeddingExample example) => FormattableString.Invariant(
        $"{example.Anchor}/{example.Positive}/{string.Join(',', example.Negatives)}/{example.Score}");
}
