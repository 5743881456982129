using System.CommandLine;
using Attune.Definitions;
using Attune.Inspection;
using Attune.Preparation;
using Attune.Telemetry;
using Attune.Terminal;
using Attune.Text.Datasets.Checks;

namespace Attune.Verbs;

/// <summary>Shows rows token by token, as the model sees them.</summary>
internal sealed class InspectVerb : IVerb
{
    private readonly Option<int> _row = new("--row") { Description = "The first row to show, counted from 1 in file order.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> _count = new("--count") { Description = "How many rows to show.", DefaultValueFactory = _ => 3 };
    private readonly Option<bool> _table = new("--table") { Description = "One line a token: position, id, text, origin, supervised." };

    private readonly Option<string?> _html = new("--html") { Description = "Writes all rows as one HTML page to this file instead.", HelpName = "page.html" };
    private readonly HashSet<string> _pages = new(StringComparer.Ordinal);

    public string Name => "inspect";

    public string Description => "Shows rows token by token; supervised tokens are coloured. Example: inspect --row 7 --count 1 --table, or inspect --html rows.html";

    public void Declare(Command command)
    {
        command.Add(_row);
        command.Add(_count);
        command.Add(_table);
        command.Add(_html);
    }

    public Task<bool> RunAsync<TRow>(RecipeDefinition<TRow> recipe, VerbContext context)
    {
        var page = context.Arguments.GetValue(_html);
        using var prepared = RecipePreparation.Prepare(recipe, context.Project, context.Warnings, RunEvents.None, page is null ? PreparationUse.Check : PreparationUse.Inspection);
        PreparationFacts.Show(prepared, context);
        if (page is not null)
        {
            RecipeInspection.Write(prepared, PageOf(page, recipe.Name), context);
            return Task.FromResult(true);
        }

        context.Screen.Line();
        var rows = prepared.Rows.Rows(DatasetPart.Train).Concat(prepared.Rows.Rows(DatasetPart.Test));
        var first = Math.Clamp(context.Arguments.GetValue(_row), 1, prepared.Checks.Statistics.Rows);
        foreach (var row in prepared.Encode(rows.Skip(first - 1)).Take(Math.Max(1, context.Arguments.GetValue(_count))))
        {
            if (context.Arguments.GetValue(_table))
                TokenView.WriteTable(context.Screen, row, prepared.Encoder.Tokenizer);
            else
                TokenView.WriteText(context.Screen, row, prepared.Encoder.Tokenizer);
        }

        return Task.FromResult(true);
    }

    /// <summary>The page of the first recipe has the name asked for; those of further ones have the recipe's name in theirs.</summary>
    private string PageOf(string path, string recipe) => _pages.Add(path)
        ? path
        : Path.ChangeExtension(path, null) + "-" + recipe + Path.GetExtension(path);
}
