using System.Security.Cryptography;
using Attune.Hosting.Dialogs;
using Attune.Hosting.Running;

namespace Attune.Hosting.Commands;

/// <summary>All commands, in the order of the menu.</summary>
internal static class HostCommands
{
    public static IReadOnlyList<IRowCommand> All(
        IRunnerControl runners, Interactions interactions, HostServices services, IReadOnlyDictionary<string, ResourceInstance> instances, HttpClient http, Func<string, string?> variables, string folder) =>
    [
        new StartCommand(runners),
        new StopCommand(runners),
        new RestartCommand(runners),
        new TuneCommand(runners, interactions),
        new StopAtCheckpointCommand(runners),
        new ResumeCommand(runners),
        new EvaluateCommand(runners),
        new OpenReportCommand(services.Catalog),
        new PromoteCommand(runners, interactions, services, instances),
        new CompareBlindCommand(
            interactions, services.Catalog, instances, new ChatClient(http, variables), () => RandomNumberGenerator.GetInt32(2) == 0, services.Time, folder),
    ];
}
