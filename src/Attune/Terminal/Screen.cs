using Spectre.Console;

namespace Attune.Terminal;

/// <summary>Where the verbs write. Text that comes from users or models is never read as markup.</summary>
internal sealed class Screen
{
    /// <summary>Build logs have no width; tables of a few columns fit this one.</summary>
    private const int LogWidth = 140;

    public Screen(TextWriter output, TextWriter error, bool interactive, TimeProvider time)
    {
        Output = output;
        Error = error;
        Interactive = interactive;
        Time = time;
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = interactive ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = InteractionSupport.No,
        });
        if (!interactive)
            Console.Profile.Width = LogWidth;
    }

    public TextWriter Output { get; }

    public TextWriter Error { get; }

    public bool Interactive { get; }

    public TimeProvider Time { get; }

    public IAnsiConsole Console { get; }

    public static Screen System() =>
        new(global::System.Console.Out, global::System.Console.Error, !global::System.Console.IsOutputRedirected, TimeProvider.System);

    public void Heading(string text) => Console.MarkupLineInterpolated($"[bold]{text}[/]");

    public void Fact(string name, string value) => Output.WriteLine($"  {name,-11} {value}");

    public void Line(string text = "") => Output.WriteLine(text);

    public ProgressLine Progress(string label) => new(Output, Interactive, Time, label);
}
