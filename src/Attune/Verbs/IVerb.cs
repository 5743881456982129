using System.CommandLine;
using Attune.Definitions;
using Attune.Preparation;
using Attune.Telemetry;
using Attune.Terminal;
using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Verbs;

/// <summary>One verb of the program. It runs once for each recipe asked for.</summary>
internal interface IVerb
{
    string Name { get; }

    /// <summary>What it does and an example, for <c>--help</c>.</summary>
    string Description { get; }

    /// <summary>Adds the verb's own options and arguments.</summary>
    void Declare(Command command);

    /// <returns>Whether all went well; errors that stop the verb are thrown.</returns>
    Task<bool> RunAsync<TRow>(RecipeDefinition<TRow> recipe, VerbContext context);

    /// <summary>What is left to do once it has run for every recipe.</summary>
    Task<bool> EndAsync(VerbContext context) => Task.FromResult(true);
}

/// <summary>What a verb runs with.</summary>
internal sealed record VerbContext(ParseResult Arguments, ProjectPlace Project, Screen Screen, CancellationToken Cancellation)
{
    /// <summary>Threads for training and generation; 0 = all processors.</summary>
    public required int Threads { get; init; }

    /// <summary>Who hears what happens, besides the screen.</summary>
    public required RunEvents Events { get; init; }

    /// <summary>The value of an environment variable, or null.</summary>
    public required Func<string, string?> Environment { get; init; }

    /// <summary>What the build says of warnings of the row checks.</summary>
    public required WarningPolicy Warnings { get; init; }
}
