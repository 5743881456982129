using System.Runtime.InteropServices;
using Attune.Text.Tokenizers.Models;

namespace Attune.Text.Tokenizers;

/// <summary>
/// Learns merges from word counts. Words are symbols in one array each; a heap holds the pairs by count, each with the
/// words it was last seen to appear in. Counts in the heap go stale and are corrected when they come up.
/// </summary>
internal sealed class MergeLearner
{
    private const int MergesPerReport = 64;
    private readonly List<(int Left, int Right, int Merged)> merges = [];
    private readonly Dictionary<(int Left, int Right), long> counts = [];
    private readonly Dictionary<(int Left, int Right), List<int>> fresh = [];
    private readonly PriorityQueue<(int Left, int Right, List<int> Words, long Count), (long Count, int Left, int Right)> queue =
        new(Comparer<(long Count, int Left, int Right)>.Create(Order));

    private readonly WordCounts words;
    private readonly BpeTrainer options;
    private readonly MergeSymbols tokens;
    private readonly int[][] symbols;
    private readonly int[] lengths;

    private MergeLearner(WordCounts words, BpeTrainer options)
    {
        this.words = words;
        this.options = options;
        tokens = new MergeSymbols(options.ContinuingSubwordPrefix, options.EndOfWordSuffix);
        foreach (var token in options.SpecialTokens)
            tokens.Add(token);
        foreach (var letter in MergeAlphabet.Of(words, options.InitialAlphabet, options.AlphabetLimit))
            tokens.Add(letter);
        symbols = [.. words.Words.Select(word => tokens.Spell(word.Word))];
        lengths = [.. symbols.Select(line => line.Length)];
    }

    public static (Vocabulary Vocabulary, IReadOnlyList<(int Left, int Right, int Merged)> Merges) Learn(
        WordCounts words, BpeTrainer options, TrainingRun run)
    {
        var learner = new MergeLearner(words, options);
        learner.CountPairs();
        learner.MergeUntil(options.VocabularySize, Math.Max(1, options.MinFrequency), run);

        // A pair that was merged twice (its token had come up another way) keeps its later place.
        var last = learner.merges.Select((merge, rank) => (merge, rank))
            .GroupBy(entry => (entry.merge.Left, entry.merge.Right)).Select(group => group.Last().rank).ToHashSet();
        return (learner.tokens.ToVocabulary(), [.. learner.merges.Where((_, rank) => last.Contains(rank))]);
    }

    /// <summary>The most frequent pair first; of equals, the smaller left id, then the smaller right id.</summary>
    private static int Order((long Count, int Left, int Right) a, (long Count, int Left, int Right) b)
    {
        if (a.Count != b.Count)
            return b.Count.CompareTo(a.Count);
        return a.Left != b.Left ? a.Left.CompareTo(b.Left) : a.Right.CompareTo(b.Right);
    }

    private void CountPairs()
    {
        for (var i = 0; i < symbols.Length; i++)
        {
            for (var k = 0; k + 1 < lengths[i]; k++)
                Change(symbols[i][k], symbols[i][k + 1], i, words.Words[i].Count);
        }

        OfferFresh();
    }

    private void Change(int left, int right, int word, long change)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(counts, (left, right), out _) += change;
        if (change <= 0)
            return;
        ref var places = ref CollectionsMarshal.GetValueRefOrAddDefault(fresh, (left, right), out _);
        places ??= [];
        if (places.Count == 0 || places[^1] != word)
            places.Add(word);
    }

    private void OfferFresh()
    {
        foreach (var ((left, right), places) in fresh)
        {
            var count = counts[(left, right)];
            if (count > 0)
                queue.Enqueue((left, right, places, count), (count, left, right));
        }

        fresh.Clear();
    }

    private void MergeUntil(int size, int minimum, TrainingRun run)
    {
        while (tokens.Count < size && queue.TryDequeue(out var top, out _))
        {
            var (left, right, places, known) = top;
            var count = counts[(left, right)];
            if (count != known)
            {
                queue.Enqueue((left, right, places, count), (count, left, right));
                continue;
            }

            if (count < minimum)
                break;
            if (merges.Count % MergesPerReport == 0)
                run.Report(TokenizerTrainingStage.Merging, tokens.Count, size);
            var merged = tokens.Merge(left, right);
            merges.Add((left, right, merged));
            foreach (var word in places)
                MergeIn(word, left, right, merged);
            OfferFresh();
        }

        run.Report(TokenizerTrainingStage.Merging, tokens.Count, size);
    }

    private void MergeIn(int word, int left, int right, int merged)
    {
        var line = symbols[word];
        var (length, count, to) = (lengths[word], words.Words[word].Count, 0);
        for (var at = 0; at < length; at++)
        {
            if (line[at] != left || at + 1 == length || line[at + 1] != right)
            {
                line[to++] = line[at];
                continue;
            }

            if (to > 0)
            {
                Change(line[to - 1], left, word, -count);
                if (CanGrow(merged, line[to - 1]))
                    Change(line[to - 1], merged, word, count);
            }

            if (at + 2 < length)
            {
                Change(right, line[at + 2], word, -count);
                if (CanGrow(merged, line[at + 2]))
                    Change(merged, line[at + 2], word, count);
            }

            line[to++] = merged;
            at++;
        }

        lengths[word] = to;
    }

    private bool CanGrow(int merged, int neighbour) =>
        options.MaxTokenLength is not { } limit || tokens.LengthOf(merged) + tokens.LengthOf(neighbour) < limit;
}
