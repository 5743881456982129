using System.CommandLine;
using Attune.Definitions;
using Attune.Preparation;
using Attune.Terminal;
using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Verbs;

/// <summary>Makes a command of a verb: the options that all verbs share, and the loop over recipes.</summary>
internal static class VerbCommand
{
    public static Command Create(IVerb verb, IReadOnlyList<IRecipeDefinition> recipes, Screen screen)
    {
        var project = new Option<string?>("--project") { Description = "The project's folder. Default: where the program was built." };
        var recipeName = new Option<string?>("--recipe") { Description = "Only this recipe, such as --recipe QueryModel. Default: all." };
        var threads = new Option<int>("--threads") { Description = "Threads; the result is the same bits for any number. Default: all processors." };
        var warn = new Option<string>("--warn") { Description = "Row checks that are warnings and not errors, such as --warn \"ATT3055;ATT3056\".", DefaultValueFactory = _ => "" };
        var error = new Option<string>("--warnaserror") { Description = "Row checks whose warnings are errors, such as --warnaserror \"ATT3077\", or all.", DefaultValueFactory = _ => "" };
        var command = new Command(verb.Name, verb.Description) { project, recipeName, threads, warn, error };
        verb.Declare(command);
        command.SetAction(async (arguments, cancellation) =>
        {
            var context = new VerbContext(arguments, ProjectPlace.Find(arguments.GetValue(project)), screen, cancellation)
            {
                Threads = Math.Max(0, arguments.GetValue(threads)),
                Warnings = Policy(Ids(arguments.GetValue(warn)!), Ids(arguments.GetValue(error)!)),
            };
            var succeeded = true;
            foreach (var recipe in Choose(recipes, arguments.GetValue(recipeName)))
                succeeded &= await recipe.Accept(new RunVisitor(verb, context)).ConfigureAwait(false);
            return succeeded ? 0 : 1;
        });
        return command;
    }

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

    private sealed class RunVisitor(IVerb verb, VerbContext context) : IRecipeVisitor<Task<bool>>
    {
        public Task<bool> Visit<TRow>(RecipeDefinition<TRow> recipe) => verb.RunAsync(recipe, context);
    }
}
