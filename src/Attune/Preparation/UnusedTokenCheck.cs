using Attune.Definitions;
using Attune.Text.Datasets.Checks;
using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Preparation;

/// <summary>Tokens that a recipe adds or trains and no row has: nothing would be learned of them.</summary>
internal static class UnusedTokenCheck
{
    public const string Code = "ATT4175";

    public static IEnumerable<Finding> Check<TRow>(
        RecipeDefinition<TRow> recipe, RowEncoder encoder, IReadOnlySet<int> used, SeverityTable severities)
    {
        if (recipe.AddedTokens.Count == 0 && recipe.TrainedTokens is null)
            yield break;
        var named = recipe.AddedTokens.SelectMany(added => added.Options.Tokens.Select(token => (token, added.Options.Special, added.Place)));
        if (recipe.TrainedTokens is { } trained)
            named = named.Concat(trained.Options.Tokens.Select(token => (token, false, trained.Place)));
        foreach (var (token, special, place) in named)
        {
            var severity = severities.Find(Code, Path.GetFullPath(place.File), RuleSeverity.Warning);
            if (severity == RuleSeverity.None || encoder.Tokenizer.TokenToId(token) is not { } id || used.Contains(id))
                continue;
            var remedy = special
                ? "Let the chat template write it, leave Special out where rows are to write it, or leave the token out."
                : "Use it in the rows, the prompt or the chat template, or leave the token out.";
            yield return new Finding(
                Code, place.File, place.Line, place.Column, $"No row has the token {token} ({id}), so its rows of embedding and head would not be trained.", remedy) with
            { Severity = severity };
        }
    }
}
