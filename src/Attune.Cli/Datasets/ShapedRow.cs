using Attune.Text.Conversations;
using Attune.Text.Datasets;
using Attune.Text.Datasets.Checks;
using Attune.Text.Datasets.Shapes;

namespace Attune.Cli.Datasets;

/// <summary>A row and the conversations that it becomes.</summary>
/// <param name="Data">The row as it stands in the file.</param>
/// <param name="Part">Learned from or held out.</param>
/// <param name="Shape">Its shape.</param>
internal sealed record ShapedRow(DatasetRow Data, DatasetPart Part, IDatasetShape Shape)
{
    /// <summary>The conversations with what tells them apart: none for rows of texts, two for a preference pair.</summary>
    public IReadOnlyList<(string Name, Conversation Conversation)> Conversations { get; private init; } = [];

    /// <summary>A text to learn from its first token to its last; null for other rows.</summary>
    public string? Text { get; private init; }

    /// <summary>A text with its label, or two texts that belong together; null for other rows.</summary>
    public (string Question, string Answer)? Asked { get; private init; }

    /// <summary>Why the row is not of its shape; null where it is.</summary>
    public AttuneException? Error { get; private init; }

    public static ShapedRow Of(DatasetRow data, DatasetPart part, IDatasetShape shape)
    {
        var row = new ShapedRow(data, part, shape);
        var options = new ShapeOptions();
        try
        {
            return shape switch
            {
                IDatasetShape<Conversation> known => row with { Conversations = [("", known.Read(data, options))] },
                IDatasetShape<PreferencePair> known => row with { Conversations = Both(known.Read(data, options)) },
                IDatasetShape<JudgedAnswer> known => row with { Conversations = [Judged(known.Read(data, options))] },
                IDatasetShape<PlainText> known => row with { Text = known.Read(data, options).Text },
                IDatasetShape<LabelledText> known => row with { Asked = known.Read(data, options) is var labelled ? (labelled.Text, labelled.Label) : null },
                IDatasetShape<EmbeddingExample> known => row with { Asked = known.Read(data, options) is var pair ? (pair.Anchor, pair.Positive) : null },
                IDatasetShape<object> known => ReadOnly(row, known, options),
                _ => row,
            };
        }
        catch (AttuneException e)
        {
            return row with { Error = e };
        }
    }

    /// <summary>Rows of other shapes have no texts to look at here, but may still not be of their shape.</summary>
    private static ShapedRow ReadOnly(ShapedRow row, IDatasetShape<object> shape, ShapeOptions options)
    {
        shape.Read(row.Data, options);
        return row;
    }

    private static (string, Conversation)[] Both(PreferencePair pair) =>
        [("chosen", WithAnswer(pair.Prompt, pair.Chosen)), ("rejected", WithAnswer(pair.Prompt, pair.Rejected))];

    private static (string, Conversation) Judged(JudgedAnswer judged) =>
        (judged.IsGood ? "good" : "bad", WithAnswer(judged.Prompt, judged.Answer));

    private static Conversation WithAnswer(Conversation prompt, IReadOnlyList<Message> answer) =>
        prompt with { Messages = [.. prompt.Messages, .. answer] };
}
