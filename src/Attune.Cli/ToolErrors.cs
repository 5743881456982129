namespace Attune.Cli;

/// <summary>The mistakes that only the tool's own options, rows and streams can have; the one place that words them.</summary>
internal static class ToolErrors
{
    public const string CannotReadInput = "ATT4350";
    public const string CannotWrite = "ATT4351";
    public const string BadRow = "ATT4352";
    public const string NotUtf8 = "ATT4353";
    public const string RowTooLarge = "ATT4354";
    public const string CannotReadTemplate = "ATT4355";
    public const string NoTemplate = "ATT4356";
    public const string NoDotnet = "ATT4357";
    public const string NoText = "ATT4358";
    public const string Unexpected = "ATT4359";
    public const string NotComparable = "ATT4380";
    public const string BadActivations = "ATT4381";
    public const string BadForm = "ATT4382";

    public static AttuneException CannotRead(string path, Exception inner)
    {
        var (fact, remedy) = inner switch
        {
            FileNotFoundException or DirectoryNotFoundException => ($"There is no file '{path}'.", "Correct the path, or give - for standard input."),
            UnauthorizedAccessException => ($"'{path}' may not be read.", "Check that it is a file, and its permissions."),
            _ => ($"'{path}' could not be read: {inner.Message}", "Check the file and the disk it is on."),
        };
        return new AttuneException(CannotReadInput, fact, remedy, path, inner: inner);
    }

    public static AttuneException CannotWriteTo(string path, Exception inner) => new(
        CannotWrite, $"'{path}' could not be written: {inner.Message}", "Check the folder, its permissions and the space on its disk.", path, inner: inner);

    public static AttuneException NothingToLearn(IReadOnlyList<string> files) => new(
        NoText, files.Count == 1 ? "The file has no text to learn from." : $"The {files.Count} files have no text to learn from.",
        "Give files with the texts that the tokenizer is for, one on each line.", files[0]);

    /// <summary>A defect of ours that stopped the command.</summary>
    public static AttuneException Defect(Exception inner) => new(
        Unexpected, $"The command met a defect of Attune ({inner.GetType().Name}: {inner.Message})", "Please report it with the command line.", inner: inner);

    /// <summary>A defect of ours; the row that shows it is answered like every other.</summary>
    public static AttuneException Defect(string file, int line, Exception inner) => new(
        Unexpected, $"This row met a defect of Attune ({inner.GetType().Name}: {inner.Message})", "Please report it with the row.", file, line, inner: inner);
}
