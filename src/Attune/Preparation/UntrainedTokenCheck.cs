using System.Globalization;
using Attune.Definitions;
using Attune.Models;
using Attune.Text.Datasets.Checks;
using Attune.Text.Datasets.Checks.Severities;

namespace Attune.Preparation;

/// <summary>
/// Special tokens that a chat template writes and the base model never saw: their rows of the embedding or of the head are
/// zero, or all the same mean. Adapters leave those rows as they are, so the model can neither read nor write the token,
/// unless the recipe trains the token's rows.
/// </summary>
internal static class UntrainedTokenCheck
{
    public const string Code = "ATT3061";

    /// <summary>Rows that stand for what is usual, evenly spaced, since neighbours are alike; their mean is within 1 % of that of all.</summary>
    private const int SampledRows = 16384;

    /// <summary>A row this small, or this near to the mean, beside the median row was never moved by training.</summary>
    private const float SmallShare = 0.05f;

    public static IEnumerable<Finding> Check<TRow>(
        RecipeDefinition<TRow> recipe, BaseModel baseModel, RowEncoder encoder, IReadOnlyCollection<int> used, SeverityTable severities)
    {
        var place = recipe.Place;
        var severity = severities.Find(Code, Path.GetFullPath(place.File), RuleSeverity.Error);
        if (severity == RuleSeverity.None || recipe.Tuning is null or { Partial: not null })
            yield break;
        var frozen = used.Except(RecipeTokens.TrainedIds(recipe, encoder.Tokenizer)).ToList();
        foreach (var (id, fact) in Find(baseModel, frozen))
        {
            yield return new Finding(
                Code, place.File, place.Line, place.Column,
                $"The chat template writes {encoder.Tokenizer.IdToToken(id)} ({id}), whose row of the {fact}: the base model has never been trained on it.",
                $"Train its row with [TrainedTokens(\"{encoder.Tokenizer.IdToToken(id)}\")], or take a base model that was tuned for chats, or a chat template of tokens it knows, or tune all weights.") with
            { Severity = severity };
        }
    }

    /// <summary>The untrained ones among some tokens, each with what is wrong with its row.</summary>
    public static IEnumerable<(int Id, string Fact)> Find(BaseModel baseModel, IReadOnlyCollection<int> ids)
    {
        if (ids.Count == 0)
            return [];
        using var rows = VocabularyRows.Open(baseModel);
        var found = Untrained(ids, rows, rows.ReadEmbedding, "embedding").ToList();
        if (rows.HasHead)
            found.AddRange(Untrained(ids, rows, rows.ReadHead, "head").Where(token => found.TrueForAll(known => known.Id != token.Id)));
        return found;
    }

    private delegate void ReadRow(int id, Span<float> row);

    private static IEnumerable<(int Id, string Fact)> Untrained(IReadOnlyCollection<int> ids, VocabularyRows rows, ReadRow read, string matrix)
    {
        var (mean, norm, distance) = Usual(rows, read);
        var row = new float[rows.Width];
        foreach (var id in ids)
        {
            read(id, row);
            if (Distance(row, []) <= SmallShare * norm)
                yield return (id, string.Create(CultureInfo.InvariantCulture, $"{matrix} is zero"));
            else if (Distance(row, mean) <= SmallShare * distance)
                yield return (id, string.Create(CultureInfo.InvariantCulture, $"{matrix} is the mean of all rows"));
        }
    }

    /// <summary>The mean row, the median length of a row and its median distance from the mean.</summary>
    private static (float[] Mean, float Norm, float Distance) Usual(VocabularyRows rows, ReadRow read)
    {
        var step = Math.Max(1, rows.Count / SampledRows);
        var sampled = Enumerable.Range(0, ((rows.Count - 1) / step) + 1).Select(index => index * step).ToList();
        var (row, mean) = (new float[rows.Width], new float[rows.Width]);
        foreach (var id in sampled)
        {
            read(id, row);
            for (var i = 0; i < mean.Length; i++)
                mean[i] += row[i] / sampled.Count;
        }

        // Read again and not kept: the sample of a large model would take as much memory as a layer of it.
        var (norms, distances) = (new List<float>(), new List<float>());
        foreach (var id in sampled)
        {
            read(id, row);
            norms.Add(Distance(row, []));
            distances.Add(Distance(row, mean));
        }

        return (mean, Median(norms), Median(distances));
    }

    private static float Median(List<float> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    /// <summary>The Euclidean distance from a row; from zero, where none is given.</summary>
    private static float Distance(float[] row, float[] from)
    {
        var sum = 0f;
        for (var i = 0; i < row.Length; i++)
        {
            var difference = row[i] - (from.Length == 0 ? 0 : from[i]);
            sum += difference * difference;
        }

        return MathF.Sqrt(sum);
    }
}
