namespace Attune;

/// <summary>
/// A mistake in what the user gave us (a file, a template, an option): what is wrong, where, and how to mend it.
/// Tools print <see cref="ToString"/>'s one line in the form that editors open, and never a stack trace.
/// </summary>
public sealed class AttuneException : Exception
{
    /// <summary>Describes the mistake.</summary>
    /// <param name="code">The diagnostic's id, <c>ATT</c> and four digits; each has a page in <c>docs/diagnostics</c>.</param>
    /// <param name="message">The fact, one sentence, with the offending value.</param>
    /// <param name="remedy">How to mend it, one sentence.</param>
    /// <param name="file">The file it is in, or null where there is none.</param>
    /// <param name="line">The line, counted from 1, or 0 where there is none.</param>
    /// <param name="column">The column, counted from 1, or 0 where there is none.</param>
    /// <param name="inner">The exception that told us, if any.</param>
    public AttuneException(
        string code, string message, string remedy, string? file = null, int line = 0, int column = 0, Exception? inner = null)
        : base(message + " " + remedy, inner)
    {
        Code = code;
        Fact = message;
        Remedy = remedy;
        File = file;
        Line = line;
        Column = column;
    }

    /// <summary>The diagnostic's id, such as <c>ATT3002</c>.</summary>
    public string Code { get; }

    /// <summary>What is wrong.</summary>
    public string Fact { get; }

    /// <summary>How to mend it.</summary>
    public string Remedy { get; }

    /// <summary>The file the mistake is in, or null.</summary>
    public string? File { get; }

    /// <summary>The line, counted from 1; 0 where there is none.</summary>
    public int Line { get; }

    /// <summary>The column, counted from 1; 0 where there is none.</summary>
    public int Column { get; }

    /// <summary><c>file(line,column): error ATT3002: fact remedy</c>, the form MSBuild and editors read.</summary>
    public override string ToString()
    {
        var place = (File, Line) switch
        {
            (null, _) => "attune",
            (_, 0) => File,
            _ when Column == 0 => $"{File}({Line})",
            _ => $"{File}({Line},{Column})",
        };
        return $"{place}: error {Code}: {Message}";
    }
}
