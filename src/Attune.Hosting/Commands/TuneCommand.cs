using System.Globalization;
using Attune.Hosting.Declarations;
using Attune.Hosting.Dialogs;
using Attune.Hosting.Running;

namespace Attune.Hosting.Commands;

/// <summary>Tunes, after asking what and with how many threads.</summary>
internal sealed class TuneCommand(IRunnerControl runners, IDialogs dialogs) : IRowCommand
{
    private const string Recipe = "recipe";
    private const string Threads = "threads";

    public string Name => "tune";

    public string DisplayName => "Tune";

    public string Description => "Asks for recipe and threads, and tunes what is not up to date.";

    public string Icon => "BrainCircuit";

    public bool IsHighlighted => true;

    public bool AppliesTo(ResourceInstance instance) => instance.Definition.Verb == TuningVerbs.Tune;

    public bool IsEnabled(ResourceSnapshot snapshot) => snapshot.IsAtRest;

    public async Task<CommandOutcome> ExecuteAsync(ResourceInstance instance, CancellationToken cancellation)
    {
        var recipes = Artifacts.Below(instance.Definition.Program!.Folder).Select(artifact => artifact.Recipe).Distinct().ToList();
        var answer = await dialogs.AskAsync(
            $"Tune with {instance.Name}",
            "A recipe that is up to date is not tuned again. An interrupted run goes on from its checkpoint.",
            [
                Inputs.Text(Recipe, "Recipe", placeholder: "all", description: recipes.Count == 0 ? "" : "Tuned before: " + string.Join(", ", recipes)),
                Inputs.Text(Threads, "Threads", placeholder: "as the project says"),
            ],
            (name, value) => name == Threads && value.Trim().Length > 0 && Count(value) is null ? "A number of threads, 1 or more, or nothing." : null,
            cancellation).ConfigureAwait(false);
        if (answer is null)
            return CommandOutcome.Cancelled;
        var extra = new List<string>();
        if (answer[Recipe].Trim() is { Length: > 0 } recipe)
            extra.AddRange(["--recipe", recipe]);
        if (Count(answer[Threads]) is { } threads)
            extra.AddRange(["--threads", threads.ToString(CultureInfo.InvariantCulture)]);
        runners.Start(instance.Name, extra);
        return CommandOutcome.Done();
    }

    private static int? Count(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : null;
}
