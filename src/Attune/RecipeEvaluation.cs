using System.CommandLine;
using Attune.Definitions;
using Attune.Evaluation;
using Attune.Preparation;
using Attune.Telemetry;
using Attune.Terminal;
using Attune.Text.Datasets.Checks.Severities;
using Attune.Verbs;

namespace Attune;

/// <summary>A recipe's assertions from code, so that <c>dotnet test</c> fails where the tuned model misses a threshold.</summary>
public static class RecipeEvaluation
{
    /// <summary>
    /// Runs the assertions on what base and tuned model answer to the held-out rows. Answers are kept beside the artifact, so
    /// a second run and a run after <c>-t:Tune</c> only run the assertions. It never trains.
    /// </summary>
    /// <param name="recipe">The recipe; the generated <c>EvaluateAsync</c> passes its own.</param>
    /// <param name="projectDirectory">The project's folder; by default the one it was built in.</param>
    /// <param name="cancellation">Stops generating.</param>
    /// <returns>Pass rates before and after, with the failing rows and the reasons.</returns>
    /// <exception cref="AttuneException">ATT4313: the recipe has not been tuned with its rows, template, options and base as they are now.</exception>
    public static Task<EvaluationReport> RunAsync(IRecipeDefinition recipe, string? projectDirectory = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return Task.Run(() => recipe.Accept(new Visitor(projectDirectory, cancellation)), cancellation);
    }

    private sealed class Visitor(string? directory, CancellationToken cancellation) : IRecipeVisitor<EvaluationReport>
    {
        public EvaluationReport Visit<TRow>(RecipeDefinition<TRow> recipe)
        {
            var screen = new Screen(TextWriter.Null, TextWriter.Null, interactive: false, TimeProvider.System);
            var context = new VerbContext(new RootCommand().Parse([]), ProjectPlace.Find(directory, typeof(TRow).Assembly), screen, cancellation)
            {
                Threads = 0,
                Events = RunEvents.None,
                Environment = Environment.GetEnvironmentVariable,
                Warnings = WarningPolicy.None,
            };
            return EvaluateVerb.Evaluate(recipe, context, out _);
        }
    }
}
