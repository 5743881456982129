namespace Attune.Text.Datasets.Checks;

/// <summary>What is kept of one label.</summary>
internal sealed class LabelRows
{
    public int Trained { get; set; }

    public int HeldOut { get; set; }

    /// <summary>The answer of its first row.</summary>
    public required RowSpot First { get; init; }
}

/// <summary>A dataset's answers as labels: few short texts that come again and again, or those of a declared set.</summary>
/// <param name="expected">How many rows there will be.</param>
/// <param name="isDeclared">Whether the user has declared the labels.</param>
internal sealed class LabelColumn(int expected, bool isDeclared)
{
    /// <summary>Fewer rows than this show nothing.</summary>
    private const int FewestRows = 40;

    /// <summary>A label comes this often on average, or the answers are free text.</summary>
    private const int RowsPerLabel = 5;

    private const int LongestLabel = 64;

    private readonly OrderedDictionary<string, LabelRows> _labels = new(StringComparer.Ordinal);

    /// <summary>Whether the rows so far may be labelled; where they are, after the last row.</summary>
    public bool MayBeLabels { get; private set; } = isDeclared || expected >= FewestRows;

    /// <summary>The labels in the order of their first rows; none where the answers are free text.</summary>
    public IReadOnlyDictionary<string, LabelRows> Labels => _labels;

    public void Add(CheckedRow row)
    {
        if (!MayBeLabels)
            return;
        if (!_labels.TryGetValue(row.Answer, out var label))
            _labels.Add(row.Answer, label = new LabelRows { First = row.AnswerSpot });
        label.Trained += row.Part == DatasetPart.Train ? 1 : 0;
        label.HeldOut += row.Part == DatasetPart.Test ? 1 : 0;
        if (isDeclared || (row.Answer.Length <= LongestLabel && !row.Answer.Contains('\n') && _labels.Count * (long)RowsPerLabel <= expected))
            return;
        MayBeLabels = false;
        _labels.Clear();
        _labels.TrimExcess();
    }
}
