namespace Attune.Hosting;

/// <summary>
/// A mistake in what the host was asked to run: what is wrong, where, and how to mend it. The host knows no other room, so
/// this stands for <c>AttuneException</c> here and prints the same one line.
/// </summary>
public sealed class HostingException : Exception
{
    /// <summary>Describes the mistake.</summary>
    /// <param name="code">The diagnostic's id, <c>ATT44</c> and two digits; each has a page in <c>docs/diagnostics</c>.</param>
    /// <param name="fact">What is wrong, one sentence, with the offending value.</param>
    /// <param name="remedy">How to mend it, one sentence.</param>
    /// <param name="file">The file or folder it is about, or null.</param>
    /// <param name="inner">The exception that told us, if any.</param>
    public HostingException(string code, string fact, string remedy, string? file = null, Exception? inner = null)
        : base(fact + " " + remedy, inner)
    {
        Code = code;
        File = file;
    }

    /// <summary>The diagnostic's id, such as <c>ATT4401</c>.</summary>
    public string Code { get; }

    /// <summary>The file or folder it is about, or null.</summary>
    public string? File { get; }

    /// <summary><c>file: error ATT4401: fact remedy</c>, the form MSBuild and editors read.</summary>
    public override string ToString() => $"{File ?? "attune"}: error {Code}: {Message}";
}
