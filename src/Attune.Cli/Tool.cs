using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Attune.Cli.CommandLine;
using Attune.Cli.Datasets;
using Attune.Cli.Hosting;
using Attune.Cli.Inspection;
using Attune.Cli.Models;
using Attune.Cli.Planning;
using Attune.Cli.Templates;
using Attune.Cli.Tokenizers;

namespace Attune.Cli;

/// <summary>The command line of <c>attune</c> and what its exit codes mean.</summary>
internal static class Tool
{
    public const int Failed = 1;
    public const int WrongUsage = 2;

    /// <summary>What a shell shows of a program that a closed pipe ended (128 + SIGPIPE).</summary>
    private const int ClosedPipe = 141;

    private const string Description = """
        Renders and checks chat templates, runs and trains tokenizers, checks datasets, runs and converts models, shows what
        a model would be trained on and what that takes, and runs the tuning projects of a folder.

        Rows go in and out as JSONL: one JSON object a line, UTF-8, in order; blank lines are no rows. A row that fails is
        answered with {"error": "..."} and the run goes on.

        Exit codes: 0 every row was answered (with its error, if need be); 1 an error that stopped the command;
        2 wrong usage; 130 interrupted.
        Example: attune template render --base templates --cases rows.jsonl
        """;

    public static async Task<int> RunAsync(string[] args, Streams streams)
    {
        try
        {
            using var output = new ToolOutput(streams.Output);
            var parsed = Root(streams).Parse(args);
            if (parsed.Errors.Count > 0)
                return ShowUsageErrors(parsed, streams);
            var configuration = new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                Output = output,
                Error = streams.Error,
                // The system's own Ctrl-C: at once, and silent.
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration).ConfigureAwait(false);
        }
        catch (ClosedPipeException)
        {
            return ClosedPipe;
        }
        catch (AttuneException e)
        {
            await streams.Error.WriteLineAsync(e.ToString()).ConfigureAwait(false);
            return Failed;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await streams.Error.WriteLineAsync(ToolErrors.Defect(e).ToString()).ConfigureAwait(false);
            return Failed;
        }
    }

    /// <summary>Not a <see cref="RootCommand"/>, whose name is that of the assembly.</summary>
    private static Command Root(Streams streams) => new("attune", Description)
    {
        new HelpOption(),
        new VersionOption(),
        TemplateCommand.Create(streams),
        TokenizerCommand.Create(streams),
        DatasetCommand.Create(streams),
        ModelCommand.Create(streams),
        new PlanCommand(streams).Create(),
        new InspectCommand(streams).Create(),
        new HostCommand(streams).Create(),
    };

    private static int ShowUsageErrors(ParseResult parsed, Streams streams)
    {
        foreach (var error in parsed.Errors)
            streams.Error.WriteLine($"attune: {error.Message}");
        var names = new List<string>();
        for (var result = parsed.CommandResult; result is not null; result = result.Parent as CommandResult)
            names.Insert(0, result.Command.Name);
        streams.Error.WriteLine($"attune: '{string.Join(' ', names)} --help' shows how it is used.");
        return WrongUsage;
    }
}
