using System.CommandLine;
using System.Net;
using Attune.Cli.CommandLine;
using Attune.Hosting;

namespace Attune.Cli.Hosting;

/// <summary><c>attune host</c>: the local host without a host project.</summary>
internal sealed class HostCommand(Streams streams)
{
    private const string Description = """
        Runs the tuning projects of a folder: builds each, tunes and evaluates what is not up to date, and then serves it.
        Shows all of it in the Aspire dashboard where the machine has it. Ctrl-C ends everything; trainers leave a checkpoint.

        Tuning projects are those below the folder whose project file uses Attune.Sdk.
        Example: attune host src --on-request
        """;

    private readonly Argument<string> _folder = new("folder") { Description = "Where projects are looked for. Default: here.", DefaultValueFactory = _ => ".", HelpName = "folder" };
    private readonly Option<bool> _onRequest = new("--on-request") { Description = "Starts trainers, evaluators and servers only when asked in the dashboard." };
    private readonly Option<bool> _noDashboard = new("--no-dashboard") { Description = "Runs without the dashboard." };
    private readonly Option<int> _port = new("--dashboard-port") { Description = "The port of the dashboard's pages. Default: 18888 where it is free.", HelpName = "port" };

    public Command Create()
    {
        _folder.Validators.Add(result => CheckFolder(result.GetValueOrDefault<string>(), result.AddError));
        _port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > IPEndPoint.MaxPort)
                result.AddError($"--dashboard-port must be a port, 1 to {IPEndPoint.MaxPort}.");
        });
        var command = new Command("host", Description) { _folder, _onRequest, _noDashboard, _port };
        command.SetAction(RunAsync);
        return command;
    }

    /// <remarks>A folder takes any word, and so an option that there is not; starting its projects instead would be a surprise.</remarks>
    private static void CheckFolder(string? folder, Action<string> addError)
    {
        if (string.IsNullOrWhiteSpace(folder))
            addError("The folder has no name.");
        else if (folder.StartsWith('-'))
            addError($"Unrecognized option '{folder}'.");
    }

    private async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        try
        {
            var builder = AttuneHost.CreateBuilder([], arguments.GetValue(_folder)!);
            builder.Output = streams.Error;
            builder.ShowsDashboard = !arguments.GetValue(_noDashboard);
            builder.DashboardPort = arguments.GetValue(_port);
            builder.AddTuningProjects(arguments.GetValue(_onRequest));
            await using var host = builder.Build();
            await host.RunAsync(cancellation).ConfigureAwait(false);
            return 0;
        }
        catch (HostingException e)
        {
            await streams.Error.WriteLineAsync(e.ToString()).ConfigureAwait(false);
            return Tool.Failed;
        }
    }
}
