using Attune.Text.Templates.Rendering;

namespace Attune.Text.Templates.Values;

/// <summary>Python's dict: keeps the order in which keys came. Not changed once a template can see it.</summary>
internal sealed class TemplateDictionary(Mark mark)
{
    private const int LinearSearchLimit = 8;

    private List<KeyValuePair<object?, object?>>? _entries;
    private Dictionary<KeyBox, int>? _index;

    // What the fields are converted from, as long as not all of them are.
    private IReadOnlyDictionary<string, object?>? _source;
    private IDeferredFields? _deferred;

    // Fields that were asked for by name while the others are not converted yet: the two that most templates ask for, and more.
    private string? _firstName;
    private object? _firstValue;
    private string? _secondName;
    private object? _secondValue;
    private List<KeyValuePair<string, object?>>? _more;

    public TemplateDictionary()
        : this(Mark.Template)
    {
    }

    /// <summary>A dict whose fields are converted when they are asked for.</summary>
    public TemplateDictionary(Mark mark, IReadOnlyDictionary<string, object?> source, IDeferredFields deferred)
        : this(mark)
    {
        _source = source;
        _deferred = deferred;
    }

    /// <summary>The mark of its braces and commas when it is printed.</summary>
    public Mark Mark { get; } = mark;

    public int Count => _source?.Count ?? Items.Count;

    private List<KeyValuePair<object?, object?>> Items => _source is null ? _entries ??= [] : ConvertAll(_source);

    /// <summary>The entries in order, to be read only; a list, which loops walk without calls through an interface.</summary>
    public List<KeyValuePair<object?, object?>> Entries => Items;

    /// <summary>The .NET values of a dict of which each has the dict's own mark and none is converted yet; or null.</summary>
    public Dictionary<string, object?>? Unconverted => _deferred is ContextFields ? _source as Dictionary<string, object?> : null;

    public IEnumerable<object?> Keys
    {
        get
        {
            foreach (var entry in Items)
                yield return entry.Key;
        }
    }

    /// <summary>Adds or replaces; a replaced key keeps its place.</summary>
    public void Set(object? key, object? value)
    {
        var at = Find(key);
        if (at >= 0)
        {
            Items[at] = new KeyValuePair<object?, object?>(Items[at].Key, value);
            return;
        }

        Append(key, value);
    }

    public void Set(string key, object? value)
    {
        var at = Find(key);
        if (at >= 0)
            Items[at] = new KeyValuePair<object?, object?>(Items[at].Key, value);
        else
            Append(new SpannedString(key, Mark), value);
    }

    public bool TryGet(object? key, out object? value)
    {
        if (_source is not null && key is SpannedString name)
            return Ask(_source, name.Text, out value);
        var at = Find(key);
        value = at < 0 ? null : Items[at].Value;
        return at >= 0;
    }

    public bool TryGet(string key, out object? value)
    {
        if (_source is not null)
            return Ask(_source, key, out value);
        var at = Find(key);
        value = at < 0 ? null : Items[at].Value;
        return at >= 0;
    }

    private bool Ask(IReadOnlyDictionary<string, object?> source, string name, out object? value)
    {
        if (WasAsked(name, out value))
            return true;
        if (!Given(source, name, out value))
            return false;
        var given = value;
        value = _deferred!.Convert(source, name, given, Mark);
        _deferred = _deferred.After(name, given);
        if (_firstName is null)
            (_firstName, _firstValue) = (name, value);
        else if (_secondName is null)
            (_secondName, _secondValue) = (name, value);
        else
            (_more ??= []).Add(new KeyValuePair<string, object?>(name, value));
        return true;
    }

    private bool WasAsked(string name, out object? value)
    {
        value = _firstName == name ? _firstValue : _secondName == name ? _secondValue : Frame.Unset;
        for (var i = 0; _more is not null && i < _more.Count && ReferenceEquals(value, Frame.Unset); i++)
        {
            if (_more[i].Key == name)
                value = _more[i].Value;
        }

        return !ReferenceEquals(value, Frame.Unset);
    }

    // Nearly every message is one of these, and a call of its own is faster than one through the interface.
    private static bool Given(IReadOnlyDictionary<string, object?> source, string name, out object? value) =>
        source is Dictionary<string, object?> map ? map.TryGetValue(name, out value) : source.TryGetValue(name, out value);

    private List<KeyValuePair<object?, object?>> ConvertAll(IReadOnlyDictionary<string, object?> source)
    {
        var entries = new List<KeyValuePair<object?, object?>>(source.Count);
        if (source is Dictionary<string, object?> map)
        {
            foreach (var field in map)
                entries.Add(Entry(source, field));
        }
        else
        {
            foreach (var field in source)
                entries.Add(Entry(source, field));
        }

        _source = null;
        _entries = entries;
        if (entries.Count > LinearSearchLimit)
            BuildIndex();
        return entries;
    }

    private KeyValuePair<object?, object?> Entry(IReadOnlyDictionary<string, object?> source, KeyValuePair<string, object?> field)
    {
        if (!WasAsked(field.Key, out var value))
            value = _deferred!.Convert(source, field.Key, field.Value, Mark);
        return new KeyValuePair<object?, object?>(new SpannedString(field.Key, Mark), value);
    }

    private void Append(object? key, object? value)
    {
        var items = Items;
        items.Add(new KeyValuePair<object?, object?>(key, value));
        if (_index is not null)
            _index[new KeyBox(key)] = items.Count - 1;
        else if (items.Count > LinearSearchLimit)
            BuildIndex();
    }

    private int Find(string key)
    {
        if (_index is not null)
            return Find(new SpannedString(key, Mark.Template));
        var items = Items;
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Key is SpannedString text && text.Text == key)
                return i;
        }

        return -1;
    }

    private int Find(object? key)
    {
        if (_index is not null)
            return _index.TryGetValue(new KeyBox(key), out var found) ? found : -1;
        var items = Items;
        for (var i = 0; i < items.Count; i++)
        {
            if (ValueEquality.KeyEquals(items[i].Key, key))
                return i;
        }

        return -1;
    }

    private void BuildIndex()
    {
        _index = [];
        for (var i = 0; i < Items.Count; i++)
            _index[new KeyBox(Items[i].Key)] = i;
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
