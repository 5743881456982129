using System.CommandLine;
using Attune.Definitions;
using Attune.Preparation;
using Attune.Terminal;
using Attune.Verbs;

namespace Attune;

/// <summary>The program that a tuning project is: <c>return await AttuneApp.RunAsync(args, AttuneRecipes.All);</c></summary>
public static class AttuneApp
{
    private const int WrongUsage = 2;

    /// <summary>A step and its checkpoint must fit between Ctrl-C and the end of the process.</summary>
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Runs the verb that the arguments name.</summary>
    /// <param name="args">The command line, such as <c>tune --threads 2</c>; <c>--help</c> lists the verbs.</param>
    /// <param name="recipes">The project's recipes, as the generator registers them.</param>
    /// <returns>0 where all went well, 1 after an error that was printed, 2 where the arguments are wrong, 130 where it was interrupted.</returns>
    public static async Task<int> RunAsync(string[] args, IReadOnlyList<IRecipeDefinition> recipes)
    {
        ArgumentNullException.ThrowIfNull(args);
        ArgumentNullException.ThrowIfNull(recipes);
        var screen = Screen.System();
        var root = new RootCommand("Tunes, evaluates and asks the models of this project. Example: dotnet run -- tune");
        foreach (var verb in new IVerb[] { new CheckVerb(), new PlanVerb(), new TuneVerb(), new EvaluateVerb(), new InspectVerb(), new AskVerb(), new PromoteVerb(), new ServeVerb() })
            root.Add(VerbCommand.Create(verb, recipes, screen, Environment.GetEnvironmentVariable));
        var configuration = new InvocationConfiguration { ProcessTerminationTimeout = TerminationTimeout, EnableDefaultExceptionHandler = false };
        try
        {
            var parsed = root.Parse(args);
            var code = await parsed.InvokeAsync(configuration).ConfigureAwait(false);
            return parsed.Errors.Count > 0 ? WrongUsage : code;
        }
        catch (AttuneException exception)
        {
            await screen.Error.WriteLineAsync(exception.ToString()).ConfigureAwait(false);
            return 1;
        }
        catch (ProblemsException exception)
        {
            foreach (var line in exception.Lines)
                await screen.Error.WriteLineAsync(line).ConfigureAwait(false);
            return 1;
        }
        catch (OperationCanceledException)
        {
            await screen.Error.WriteLineAsync("Interrupted; the next run goes on from the last checkpoint.").ConfigureAwait(false);
            return 130;
        }
#pragma warning disable CA1031 // The row types, prompts and assertions are the user's code and may throw anything.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            // Where it was thrown is what its author looks for; the line that says what it was comes last, where hosts show it.
            await screen.Error.WriteLineAsync(failure.ToString()).ConfigureAwait(false);
            await screen.Error.WriteLineAsync(Failure(failure).ToString()).ConfigureAwait(false);
            return 1;
        }
    }

    private static AttuneException Failure(Exception failure) => new(
        "ATT4319", $"The program failed: {failure.GetType().Name}: {failure.Message}", "The lines above say where; mend the code that throws it.", inner: failure);
}
