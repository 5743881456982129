using System.CommandLine;
using Attune.Definitions;
using Attune.Preparation;
using Attune.Telemetry;
using Attune.Terminal;
using Attune.Tuning;

namespace Attune.Verbs;

/// <summary>Says what a run would cost before anything is trained.</summary>
internal sealed class PlanVerb : IVerb
{
    public string Name => "plan";

    public string Description => "Shows trainable parameters, checkpoint size, peak memory and time before anything is trained. Example: plan --threads 2";

    public void Declare(Command command)
    {
    }

    public Task<bool> RunAsync<TRow>(RecipeDefinition<TRow> recipe, VerbContext context)
    {
        using var prepared = RecipePreparation.Prepare(recipe, context.Project, context.Warnings, context.Events);
        PreparationFacts.Show(prepared, context);
        foreach (var fact in RunPlan.Of(prepared, context))
            context.Screen.Fact(fact.Name, fact.Value);
        context.Events.Publish(new EndedEvent(recipe.Name, RunOutcome.Checked, "Planned."));
        return Task.FromResult(true);
    }
}
