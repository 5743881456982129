using System.CommandLine;
using Attune.Definitions;
using Attune.Preparation;
using Attune.Telemetry;
using Attune.Terminal;

namespace Attune.Verbs;

/// <summary>Reads, renders, encodes and checks every row, and shows what was found.</summary>
internal sealed class CheckVerb : IVerb
{
    public string Name => "check";

    public string Description => "Checks every row of the data as it will be trained on. Example: check --recipe QueryModel";

    public void Declare(Command command)
    {
    }

    public Task<bool> RunAsync<TRow>(RecipeDefinition<TRow> recipe, VerbContext context)
    {
        using var prepared = RecipePreparation.Prepare(recipe, context.Project, context.Warnings, context.Events);
        PreparationFacts.Show(prepared, context, findings: true);
        ReadFileList.Write(context.Project);
        var rows = prepared.Checks.Statistics.Rows;
        context.Events.Publish(new EndedEvent(recipe.Name, RunOutcome.Checked, $"{rows} rows checked."));
        return Task.FromResult(true);
    }
}
