namespace Attune.Text.Datasets.Checks.Similarity;

/// <summary>Archived rows with what they are compared by. Some rows are asked for again and again where many are alike, so the last ones are kept, unless they are long.</summary>
internal sealed class ArchivedTexts(RowArchive archive)
{
    private const int Places = 1024, LongestKept = 1 << 14;

    private readonly (int Number, ArchivedRow Row, ShingleSet Text)?[] _kept = new (int, ArchivedRow, ShingleSet)?[Places];

    /// <summary>The texts of a row itself; what a prompt says to all rows would make all alike.</summary>
    public static string TextOf(IReadOnlyList<string> inputs, string answer)
    {
        var asked = string.Join('\n', inputs);
        return asked.Length > 0 ? asked : answer;
    }

    public (ArchivedRow Row, ShingleSet Text) Of(int number)
    {
        ref var kept = ref _kept[number % Places];
        if (kept is { } known && known.Number == number)
            return (known.Row, known.Text);
        var row = archive.Read(number);
        var text = TextOf(row.Inputs, row.Answer);
        var set = ShingleSet.Of(text);
        if (text.Length + row.Answer.Length <= LongestKept)
            kept = (number, row, set);
        return (row, set);
    }
}
