using System.Globalization;
using Attune.Definitions;
using Attune.Models;
using Attune.Text.Tokenizers;

namespace Attune.Preparation;

/// <summary>The tokens that a recipe adds to its base model, and those whose rows it trains beside its adapter.</summary>
internal static class RecipeTokens
{
    /// <summary>Opens the recipe's base model, with its added tokens.</summary>
    public static BaseModel OpenBase<TRow>(RecipeDefinition<TRow> recipe, string folder)
    {
        var baseModel = BaseModel.Open(folder);
        var added = new List<AddedToken>();
        foreach (var definition in recipe.AddedTokens)
        {
            added.AddRange(definition.Options.Tokens.Select(token => Of(token, definition.Options)));
            At(definition.Place, () => baseModel.WithAddedTokens(added)); // A mistake is told at the attribute that makes it.
        }

        return baseModel.WithAddedTokens(added);
    }

    /// <summary>The tokens whose rows are trained while the others are frozen, by rising id; none where all weights are trained.</summary>
    /// <exception cref="AttuneException">ATT4177: one is no token of the base model.</exception>
    public static IReadOnlyList<int> TrainedIds<TRow>(RecipeDefinition<TRow> recipe, Tokenizer tokenizer)
    {
        if (recipe.Lora is null)
            return [];
        var ids = new SortedSet<int>(recipe.AddedTokens.SelectMany(added => added.Options.Tokens).Select(token => tokenizer.TokenToId(token)!.Value));
        foreach (var token in recipe.TrainedTokens?.Options.Tokens ?? [])
        {
            var place = recipe.TrainedTokens!.Place;
            ids.Add(tokenizer.TokenToId(token) ?? throw new AttuneException(
                "ATT4177", $"The row of '{token}' is to be trained, but the base model {recipe.Options.Base} has no such token.",
                "Name tokens of its vocabulary, or add it with [AddedTokens].", place.File, place.Line, place.Column));
        }

        return [.. ids];
    }

    /// <summary>The tokens that the recipe adds, and those that it names to be trained.</summary>
    public static IReadOnlySet<int> NamedIds<TRow>(RecipeDefinition<TRow> recipe, Tokenizer tokenizer) => recipe.AddedTokens
        .SelectMany(added => added.Options.Tokens).Concat(recipe.TrainedTokens?.Options.Tokens ?? [])
        .Select(token => tokenizer.TokenToId(token)).OfType<int>().ToHashSet();

    /// <summary>The added tokens, each as <c>id text</c>: what an artifact says of itself.</summary>
    public static IReadOnlyList<string> Named(BaseModel baseModel) =>
        [.. baseModel.AddedTokens.Select(added => string.Create(
            CultureInfo.InvariantCulture, $"{baseModel.Tokenizer.TokenToId(added.Token.Content)} {added.Token.Content}"))];

    /// <summary>What decides the rows of added tokens and which rows are trained, for the hash of the options.</summary>
    public static IEnumerable<(string Name, string Value)> Options<TRow>(RecipeDefinition<TRow> recipe)
    {
        foreach (var options in recipe.AddedTokens.Select(added => added.Options))
        {
            foreach (var token in options.Tokens)
                yield return ("AddedToken", token);
            yield return ("AddedTokensAs", string.Create(
                CultureInfo.InvariantCulture, $"{options.Special} {Initialization(options)} {options.Seed} {options.From}"));
        }

        foreach (var token in recipe.TrainedTokens?.Options.Tokens ?? [])
            yield return ("TrainedToken", token);
    }

    private static AddedToken Of(string token, AddedTokensAttribute options) => new(new NewToken(token, options.Special))
    {
        Initialization = Initialization(options),
        From = options.From,
        Seed = (ulong)options.Seed,
    };

    private static RowInitialization Initialization(AddedTokensAttribute options) =>
        options.From is null ? options.Initialization : RowInitialization.MeanOfText;

    private static void At(SourcePlace place, Action work)
    {
        try
        {
            work();
        }
        catch (AttuneException mistake) when (mistake.File is null)
        {
            throw new AttuneException(mistake.Code, mistake.Fact, mistake.Remedy, place.File, place.Line, place.Column, mistake);
        }
    }
}
