using System.Text;

namespace Attune.Cli.CommandLine;

/// <summary>What the tool reads from and writes to, and its clock.</summary>
internal sealed record Streams(OutputStream Output, TextWriter Error, Func<Stream> OpenInput, TimeProvider Time)
{
    public const string StandardInput = "-";

    /// <summary>Whether a person types the input.</summary>
    public required bool InputIsTerminal { get; init; }

    /// <summary>Whether a person sees what is written to <see cref="Error"/>.</summary>
    public required bool ErrorIsTerminal { get; init; }

    /// <summary>Whether progress can be drawn: only for a person, and only where rows do not appear on the same screen.</summary>
    public required bool ShowsProgress { get; init; }

    public static Streams System()
    {
        var error = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\n" };
        return new Streams(OutputStream.Standard(), error, Console.OpenStandardInput, TimeProvider.System)
        {
            InputIsTerminal = !Console.IsInputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            ShowsProgress = !Console.IsErrorRedirected && Console.IsOutputRedirected,
        };
    }
}
