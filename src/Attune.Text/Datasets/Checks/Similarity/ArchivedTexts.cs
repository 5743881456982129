namespace Attune.Text.Datasets.Checks.Similarity;

/// <summary>
/// Archived rows by what they are compared by. Where many rows are alike some are asked for again and again, so the last
/// ones are kept: 1024 sets of at most 2048 hashes, 8 MiB.
/// </summary>
internal sealed class ArchivedTexts(RowArchive archive)
{
    private const int Places = 1024;

    private readonly (int Number, ShingleSet Text)?[] _kept = new (int, ShingleSet)?[Places];

    /// <summary>The texts of a row itself; what a prompt says to all rows would make all alike.</summary>
    public static string TextOf(IReadOnlyList<string> inputs, string answer)
    {
        var asked = string.Join('\n', inputs);
        return asked.Length > 0 ? asked : answer;
    }

    public ArchivedRow Read(int number) => archive.Read(number);

    public ShingleSet Of(int number)
    {
        ref var kept = ref _kept[number % Places];
        if (kept is not { } known || known.Number != number)
        {
            var row = archive.Read(number);
            kept = known = (number, ShingleSet.Of(TextOf(row.Inputs, row.Answer)));
        }

        return known.Text;
    }
}
