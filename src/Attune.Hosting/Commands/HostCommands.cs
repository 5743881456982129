using System.Security.Cryptography;
using Attune.Hosting.Dialogs;
using Attune.Hosting.Running;

namespace Attune.Hosting.Commands;

/// <summary>All commands, in the order of the menu.</summary>
internal static class HostCommands
{
    /// <summary>What any process can be asked; another host brings commands of its own for that.</summary>
    public static IReadOnlyList<IRowCommand> OfProcesses(IRunnerControl runners) => [new StartCommand(runners), new StopCommand(runners), new RestartCommand(runners)];

    /// <summary>What trainers, evaluators and model servers can be asked, in whichever host.</summary>
    public static IReadOnlyList<IRowCommand> OfTuning(
        IRunnerControl runners, IDialogs dialogs, HostServices services, IReadOnlyDictionary<string, ResourceInstance> instances, HttpClient http, Func<string, string?> variables, string folder) =>
    [
        new TuneCommand(runners, dialogs),
        new StopAtCheckpointCommand(runners),
        new ResumeCommand(runners),
        new EvaluateCommand(runners),
        new OpenReportCommand(services.Catalog),
        new PromoteCommand(runners, dialogs, services, instances),
        new CompareBlindCommand(
            dialogs, services.Catalog, instances, new ChatClient(http, variables), () => RandomNumberGenerator.GetInt32(2) == 0, services.Time, folder),
    ];
}
