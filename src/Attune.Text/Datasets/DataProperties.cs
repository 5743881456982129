using System.Collections;

namespace Attune.Text.Datasets;

/// <summary>
/// The properties of an object in file order, found by name; names are unique. Remembers which were asked for, so that
/// a strict reader can tell those that nobody knows.
/// </summary>
internal sealed class DataProperties
{
    private const int SmallEnoughToScan = 8;
    private readonly List<(string Name, DataValue Value)> entries = [];
    private Dictionary<string, int>? byName;
    private BitArray? asked;

    public IReadOnlyList<(string Name, DataValue Value)> Entries => entries;

    /// <summary>The entries for a reader that takes them all, whatever their names.</summary>
    public IReadOnlyList<(string Name, DataValue Value)> AskAll()
    {
        (asked ??= new BitArray(entries.Count)).SetAll(true);
        return entries;
    }

    public DataValue? Ask(string name)
    {
        var index = IndexOf(name);
        if (index < 0)
            return null;
        (asked ??= new BitArray(entries.Count)).Set(index, true);
        return entries[index].Value;
    }

    public bool WasAskedFor(int index) => asked is not null && asked.Get(index);

    /// <summary>False where the name is taken.</summary>
    public bool TryAdd(string name, DataValue value)
    {
        if (IndexOf(name) >= 0)
            return false;
        byName?.Add(name, entries.Count);
        entries.Add((name, value));
        if (byName is null && entries.Count > SmallEnoughToScan)
        {
            byName = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var i = 0; i < entries.Count; i++)
                byName.Add(entries[i].Name, i);
        }

        return true;
    }

    private int IndexOf(string name)
    {
        if (byName is not null)
            return byName.GetValueOrDefault(name, -1);
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Name == name)
                return i;
        }

        return -1;
    }
}
