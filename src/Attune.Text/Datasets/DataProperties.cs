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

    /// <summary>Properties whose names are known to be different.</summary>
    public static DataProperties OfUnique(string[] names, List<DataValue> values)
    {
        var properties = new DataProperties();
        properties.entries.Capacity = names.Length;
        for (var i = 0; i < names.Length; i++)
            properties.entries.Add((names[i], values[i]));
        properties.IndexIfMany();
        return properties;
    }

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
        IndexIfMany();
        return true;
    }

    private void IndexIfMany()
    {
        if (byName is not null || entries.Count <= SmallEnoughToScan)
            return;
        byName = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < entries.Count; i++)
            byName.Add(entries[i].Name, i);
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
