using System.Collections.Concurrent;

namespace Attune.Generators.Caching;

/// <summary>
/// What was computed from a text stays for the next keystroke and for the next rule that asks. It forgets all at once where
/// it grows too large: a text that is being typed leaves one entry a keystroke.
/// </summary>
internal sealed class BoundedCache<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TValue> entries = new();

    public TValue GetOrAdd(TKey key, Func<TKey, TValue> compute)
    {
        if (entries.TryGetValue(key, out var known))
            return known;
        var value = compute(key);
        if (entries.Count >= capacity)
            entries.Clear();
        return entries.GetOrAdd(key, value);
    }
}
