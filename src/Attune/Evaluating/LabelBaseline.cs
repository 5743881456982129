using Attune.Definitions;
using Attune.Evaluation;
using Attune.Preparation;
using Attune.Text.Conversations;
using Attune.Text.Datasets.Checks;

namespace Attune.Evaluating;

/// <summary>A bag of words that has learned from the rows of a recipe whose answers are labels.</summary>
internal sealed class LabelBaseline
{
    /// <summary>Answers are labels where each is given by this many training rows on average.</summary>
    private const int RowsPerLabel = 5;

    private readonly MultinomialNaiveBayes _words;

    private LabelBaseline(MultinomialNaiveBayes words) => _words = words;

    /// <summary>How many labels there are.</summary>
    public int Labels => _words.Labels.Count;

    /// <summary>Goes through the rows to learn from; null where their answers are no labels, or nothing is held out.</summary>
    public static LabelBaseline? Of<TRow>(RecipeDefinition<TRow> recipe, LoadedDataset<TRow> rows)
    {
        if (rows.TestRows == 0 || !HasLabels(recipe, rows))
            return null;
        return new LabelBaseline(new MultinomialNaiveBayes(
            Conversations(recipe, rows).Select(messages => (Question(messages), messages[^1].Content ?? ""))));
    }

    /// <summary>The label of a conversation, whose own answer is not looked at.</summary>
    public string Predict(IReadOnlyList<Message> messages) => _words.Predict(Question(messages));

    private static bool HasLabels<TRow>(RecipeDefinition<TRow> recipe, LoadedDataset<TRow> rows)
    {
        var labels = new HashSet<ulong>();
        foreach (var messages in Conversations(recipe, rows))
        {
            labels.Add(TextHash.Of(messages[^1].Content ?? ""));
            if (labels.Count * (long)RowsPerLabel > rows.TrainRows)
                return false;
        }

        return labels.Count >= 2;
    }

    private static IEnumerable<IReadOnlyList<Message>> Conversations<TRow>(RecipeDefinition<TRow> recipe, LoadedDataset<TRow> rows) =>
        rows.Rows(DatasetPart.Train).Select(row => recipe.Conversation(row.Row).Messages);

    private static string Question(IReadOnlyList<Message> messages) => string.Join('\n', messages.SkipLast(1).Select(message => message.Content));
}
