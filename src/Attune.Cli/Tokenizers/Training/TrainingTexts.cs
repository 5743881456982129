namespace Attune.Cli.Tokenizers.Training;

/// <summary>The lines of several files, one after the other.</summary>
internal static class TrainingTexts
{
    /// <exception cref="AttuneException">ATT4358: there is no text; ATT4350, ATT4353: a file cannot be read.</exception>
    public static IEnumerable<string> Read(IReadOnlyList<string> files, bool keepLineEnds, Func<Stream> openInput)
    {
        var isEmpty = true;
        foreach (var line in files.SelectMany(file => TextFileLines.Read(file, openInput)))
        {
            isEmpty &= string.IsNullOrWhiteSpace(line);
            yield return keepLineEnds ? line : line.TrimEnd('\r', '\n');
        }

        if (isEmpty)
            throw ToolErrors.NothingToLearn(files);
    }
}
