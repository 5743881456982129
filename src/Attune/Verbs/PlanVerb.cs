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
    private readonly Option<double?> _price = new("--price") { Description = "What an hour of this machine costs, in any currency: the run's cost is shown. Example: --price 1.50" };

    public string Name => "plan";

    public string Description => "Shows trainable parameters, checkpoint size, peak memory and time before anything is trained. Example: plan --threads 2";

    public void Declare(Command command)
    {
        _price.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is not (null or (>= 0 and < double.PositiveInfinity)))
                result.AddError("--price is a number of 0 or above.");
        });
        command.Add(_price);
    }

    public Task<bool> RunAsync<TRow>(RecipeDefinition<TRow> recipe, VerbContext context)
    {
        using var prepared = RecipePreparation.Prepare(recipe, context.Project, context.Warnings, context.Events);
        PreparationFacts.Show(prepared, context);
        foreach (var fact in RunPlan.Of(prepared, context, context.Arguments.GetValue(_price)))
            context.Screen.Fact(fact.Name, fact.Value);
        context.Events.Publish(new EndedEvent(recipe.Name, RunOutcome.Checked, "Planned."));
        return Task.FromResult(true);
    }
}
