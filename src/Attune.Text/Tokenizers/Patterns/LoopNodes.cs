namespace Attune.Text.Tokenizers.Patterns;

/// <summary>How a repetition gives back what it took.</summary>
internal enum Greed
{
    Greedy,
    Lazy,
    Possessive,
}

/// <summary>A set's code points, repeated: the workhorse of every split pattern.</summary>
internal sealed class SetLoopNode(CodePointSet set, int minimum, int maximum, Greed greed, PatternNode next) : PatternNode
{
    public override CodePointSet? First => minimum > 0 ? set : next.First is { } first ? set.Union(first) : null;

    public override int Match(ReadOnlySpan<char> text, int at)
    {
        var limit = greed == Greed.Lazy ? minimum : maximum;
        var (end, count) = Take(text, at, limit);
        if (count < minimum)
            return NoMatch;
        return greed switch
        {
            Greed.Possessive => next.Match(text, end),
            Greed.Lazy => MatchLazy(text, end, count),
            _ => MatchGreedy(text, end, count),
        };
    }

    /// <summary>Takes up to <paramref name="limit"/> code points of the set.</summary>
    private (int End, int Count) Take(ReadOnlySpan<char> text, int at, int limit)
    {
        var count = 0;
        for (; count < limit && at < text.Length; count++)
        {
            if (!char.IsSurrogate(text[at]))
            {
                if (!set.ContainsUnit(text[at]))
                    break;
                at++;
            }
            else if (set.Contains(CodePointAt(text, at, out var length)))
            {
                at += length;
            }
            else
            {
                break;
            }
        }

        return (at, count);
    }

    private int MatchGreedy(ReadOnlySpan<char> text, int end, int count)
    {
        if (next is EndNode)
            return end;
        while (true)
        {
            var result = next.Match(text, end);
            if (result >= 0 || count == minimum)
                return result;
            end = StepBack(text, end);
            count--;
        }
    }

    private int MatchLazy(ReadOnlySpan<char> text, int end, int count)
    {
        while (true)
        {
            var result = next.Match(text, end);
            if (result >= 0 || count == maximum)
                return result;
            var (further, taken) = Take(text, end, 1);
            if (taken == 0)
                return NoMatch;
            end = further;
            count++;
        }
    }
}

/// <summary>A group, repeated any number of times; each iteration takes at least one code point and leads back here.</summary>
internal sealed class GroupLoopNode(bool lazy, PatternNode next) : PatternNode
{
    /// <summary>The group, followed by this loop.</summary>
    public PatternNode Body { get; set; } = EndNode.Instance;

    public override int Match(ReadOnlySpan<char> text, int at)
    {
        PatternSteps.Take();
        var end = (lazy ? next : Body).Match(text, at);
        return end >= 0 ? end : (lazy ? Body : next).Match(text, at);
    }
}
