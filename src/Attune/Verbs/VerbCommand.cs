using System.CommandLine;
using Attune.Definitions;
using Attune.Preparation;
using Attune.Telemetry;
using Attune.Terminal;
using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Verbs;

/// <summary>Makes a command of a verb: the options that all verbs share, and the loop over recipes.</summary>
internal static class VerbCommand
{
    public static Command Create(IVerb verb, IReadOnlyList<IRecipeDefinition> recipes, Screen screen, Func<string, string?> environment)
    {
        var project = new Option<string?>("--project") { Description = "The project's folder. Default: where the program was built." };
        var recipeName = new Option<string?>("--recipe") { Description = "Only this recipe, such as --recipe QueryModel. Default: all." };
        var threads = ThreadsOption();
        var warn = new Option<string>("--warn") { Description = "Row checks that are warnings and not errors, such as --warn \"ATT3055;ATT3056\".", DefaultValueFactory = _ => "" };
        var error = new Option<string>("--warnaserror") { Description = "Row checks whose warnings are errors, such as --warnaserror \"ATT3077\", or all.", DefaultValueFactory = _ => "" };
        var command = new Command(verb.Name, verb.Description) { project, recipeName, threads, warn, error };
        verb.Declare(command);
        command.SetAction(async (arguments, cancellation) =>
        {
            // System.CommandLine listens for Ctrl-C and SIGTERM only once the action has given its thread back.
            await Task.Yield();
            var place = ProjectPlace.Find(arguments.GetValue(project));
            using var telemetry = RunTelemetry.Start(verb.Name, ServiceName(), environment, screen);
            var context = new VerbContext(arguments, place, screen, cancellation)
            {
                Events = telemetry.Events,
                Environment = environment,
                Threads = arguments.GetValue(threads),
                Warnings = Policy(Ids(arguments.GetValue(warn)!), Ids(arguments.GetValue(error)!)),
            };
            var succeeded = true;
            foreach (var recipe in Choose(recipes, arguments.GetValue(recipeName)))
                succeeded &= await recipe.Accept(new RunVisitor(verb, context)).ConfigureAwait(false);
            succeeded &= await verb.EndAsync(context).ConfigureAwait(false);
            return succeeded ? 0 : 1;
        });
        return command;
    }

    private static Option<int> ThreadsOption()
    {
        var option = new Option<int>("--threads") { Description = "Threads; the result is the same bits for any number. Default: 0, all processors." };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 1024)
                result.AddError("--threads is a count from 0 to 1024.");
        });
        return option;
    }

    /// <summary>The user's program is the service.</summary>
    private static string ServiceName() => System.Reflection.Assembly.GetEntryAssembly()?.GetName().Name ?? "attune";

    private static WarningPolicy Policy(HashSet<string> notAsErrors, HashSet<string> asErrors) =>
        new() { TreatWarningsAsErrors = asErrors.Contains("all"), WarningsAsErrors = asErrors, WarningsNotAsErrors = notAsErrors };

    private static HashSet<string> Ids(string list) =>
        list.Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<IRecipeDefinition> Choose(IReadOnlyList<IRecipeDefinition> recipes, string? name)
    {
        if (recipes.Count == 0)
            throw new AttuneException("ATT4309", "The project has no recipe.", "Declare one: a static partial class with [Recipe<TRow>(...)].");
        if (name is null)
            return recipes;
        var chosen = recipes.Where(recipe => recipe.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        return chosen.Count > 0
            ? chosen
            : throw new AttuneException(
                "ATT4309", $"The project has no recipe '{name}'.", $"Its recipes are: {string.Join(", ", recipes.Select(recipe => recipe.Name))}.");
    }

    private static string MessageOf(Exception exception) => exception switch
    {
        ProblemsException problems => string.Join('\n', problems.Lines),
        AttuneException mistake => mistake.ToString(),
        _ => exception.Message,
    };

    private sealed class RunVisitor(IVerb verb, VerbContext context) : IRecipeVisitor<Task<bool>>
    {
        public async Task<bool> Visit<TRow>(RecipeDefinition<TRow> recipe)
        {
            try
            {
                return await verb.RunAsync(recipe, context).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                context.Events.Publish(new EndedEvent(recipe.Name, RunOutcome.Interrupted, "Interrupted."));
                throw;
            }
            catch (Exception exception)
            {
                context.Events.Publish(new EndedEvent(recipe.Name, RunOutcome.Failed, MessageOf(exception)));
                throw;
            }
        }
    }
}
