namespace Attune.Text.Datasets;

/// <summary>The properties of an object in file order, found by name; names are unique.</summary>
internal sealed class DataProperties
{
    private const int SmallEnoughToScan = 8;
    private readonly List<(string Name, DataValue Value)> entries = [];
    private Dictionary<string, DataValue>? byName;

    public IReadOnlyList<(string Name, DataValue Value)> Entries => entries;

    public DataValue? Find(string name)
    {
        if (byName is not null)
            return byName.GetValueOrDefault(name);
        foreach (var entry in entries)
        {
            if (entry.Name == name)
                return entry.Value;
        }

        return null;
    }

    /// <summary>False where the name is taken.</summary>
    public bool TryAdd(string name, DataValue value)
    {
        if (Find(name) is not null)
            return false;
        entries.Add((name, value));
        byName?.Add(name, value);
        if (byName is null && entries.Count > SmallEnoughToScan)
            byName = entries.ToDictionary(entry => entry.Name, entry => entry.Value, StringComparer.Ordinal);
        return true;
    }
}
