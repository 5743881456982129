namespace Attune.Text.Templates.Values;

/// <summary>Python's dict: keeps the order in which keys came. Not changed once a template can see it.</summary>
internal sealed class TemplateDictionary(Mark mark)
{
    private const int LinearSearchLimit = 8;

    private readonly List<KeyValuePair<object?, object?>> _entries = [];
    private Dictionary<KeyBox, int>? _index;

    public TemplateDictionary()
        : this(Mark.Template)
    {
    }

    /// <summary>The mark of its braces and commas when it is printed.</summary>
    public Mark Mark { get; } = mark;

    public int Count => _entries.Count;

    public IReadOnlyList<KeyValuePair<object?, object?>> Entries => _entries;

    public IEnumerable<object?> Keys
    {
        get
        {
            foreach (var entry in _entries)
                yield return entry.Key;
        }
    }

    /// <summary>Adds or replaces; a replaced key keeps its place.</summary>
    public void Set(object? key, object? value)
    {
        var at = Find(key);
        if (at >= 0)
        {
            _entries[at] = new KeyValuePair<object?, object?>(_entries[at].Key, value);
            return;
        }

        Append(key, value);
    }

    public void Set(string key, object? value)
    {
        var at = Find(key);
        if (at >= 0)
            _entries[at] = new KeyValuePair<object?, object?>(_entries[at].Key, value);
        else
            Append(new SpannedString(key, Mark), value);
    }

    public bool TryGet(object? key, out object? value)
    {
        var at = Find(key);
        value = at < 0 ? null : _entries[at].Value;
        return at >= 0;
    }

    public bool TryGet(string key, out object? value)
    {
        var at = Find(key);
        value = at < 0 ? null : _entries[at].Value;
        return at >= 0;
    }

    private void Append(object? key, object? value)
    {
        _entries.Add(new KeyValuePair<object?, object?>(key, value));
        if (_index is not null)
            _index[new KeyBox(key)] = _entries.Count - 1;
        else if (_entries.Count > LinearSearchLimit)
            BuildIndex();
    }

    private int Find(string key)
    {
        if (_index is not null)
            return Find(new SpannedString(key, Mark.Template));
        for (var i = 0; i < _entries.Count; i++)
        {
            if (_entries[i].Key is SpannedString text && text.Text == key)
                return i;
        }

        return -1;
    }

    private int Find(object? key)
    {
        if (_index is not null)
            return _index.TryGetValue(new KeyBox(key), out var found) ? found : -1;
        for (var i = 0; i < _entries.Count; i++)
        {
            if (ValueEquality.KeyEquals(_entries[i].Key, key))
                return i;
        }

        return -1;
    }

    private void BuildIndex()
    {
        _index = [];
        for (var i = 0; i < _entries.Count; i++)
            _index[new KeyBox(_entries[i].Key)] = i;
    }

    private readonly struct KeyBox(object? key) : IEquatable<KeyBox>
    {
        private readonly object? _key = key;

        public bool Equals(KeyBox other) => ValueEquality.KeyEquals(_key, other._key);

        public override bool Equals(object? obj) => obj is KeyBox other && Equals(other);

        public override int GetHashCode() => ValueEquality.KeyHash(_key);
    }
}

/// <summary>What <c>keys()</c>, <c>values()</c> and <c>items()</c> give: countable and iterable, not indexable.</summary>
internal sealed class DictionaryView(TemplateDictionary owner, string kind)
{
    public TemplateDictionary Owner { get; } = owner;

    /// <summary><c>keys</c>, <c>values</c> or <c>items</c>.</summary>
    public string Kind { get; } = kind;

    public IEnumerable<object?> Items
    {
        get
        {
            foreach (var entry in Owner.Entries)
            {
                yield return Kind switch
                {
                    "keys" => entry.Key,
                    "values" => entry.Value,
                    _ => new TemplateTuple(entry.Key, entry.Value),
                };
            }
        }
    }
}
