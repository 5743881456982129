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
    private const ulong Mixer = 0x9E3779B97F4A7C15; // odd, so that no two keys become one
    private readonly List<(int Left, int Right, int Merged)> merges = [];

    /// <summary>By the pair's key times <see cref="Mixer"/>: the hash of a plain key is left ^ right, the same for many pairs.</summary>
    private readonly Dictionary<ulong, int> pairs = [];
    private readonly List<PairState> states = [];
    private readonly List<int> fresh = [];
    private readonly PriorityQueue<List<int>, Rank> queue = new();

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
        ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(pairs, Key(left, right) * Mixer, out var known);
        if (!known)
        {
            index = states.Count;
            states.Add(new PairState(Key(left, right)));
        }

        ref var state = ref CollectionsMarshal.AsSpan(states)[index];
        state.Count += change;
        if (change <= 0)
            return;
        if (state.Fresh is null)
        {
            state.Fresh = [];
            fresh.Add(index);
        }

        if (state.Fresh.Count == 0 || state.Fresh[^1] != word)
            state.Fresh.Add(word);
    }

    private void OfferFresh()
    {
        var all = CollectionsMarshal.AsSpan(states);
        foreach (var index in fresh)
        {
            ref var state = ref all[index];
            if (state.Count > 0)
                queue.Enqueue(state.Fresh!, new Rank(state.Count, state.Pair, index));
            state.Fresh = null;
        }

        fresh.Clear();
    }

    private void MergeUntil(int size, int minimum, TrainingRun run)
    {
        while (tokens.Count < size && queue.TryDequeue(out var places, out var rank))
        {
            var count = states[rank.Index].Count;
            if (count != rank.Count)
            {
                queue.Enqueue(places, rank with { Count = count });
                continue;
            }

            if (count < minimum)
                break;
            if (merges.Count % MergesPerReport == 0)
                run.Report(TokenizerTrainingStage.Merging, tokens.Count, size);
            var (left, right) = ((int)(rank.Pair >> 32), (int)(uint)rank.Pair);
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

    private static ulong Key(int left, int right) => (ulong)(uint)left << 32 | (uint)right;

    /// <summary>How often a pair occurs, and the words it has come up in since the heap was last told.</summary>
    private struct PairState(ulong pair)
    {
        public readonly ulong Pair = pair;
        public long Count;
        public List<int>? Fresh;
    }

    /// <summary>The most frequent pair first; of equals, the smaller left id, then the smaller right id.</summary>
    private readonly record struct Rank(long Count, ulong Pair, int Index) : IComparable<Rank>
    {
        public int CompareTo(Rank other) => Count != other.Count ? other.Count.CompareTo(Count) : Pair.CompareTo(other.Pair);
    }
}
