namespace Attune.Text.Templates.Values;

/// <summary>
/// What a name or attribute that is not there evaluates to. It prints as nothing, is false and empty; any other use of
/// it is an error that says what was missing.
/// </summary>
internal sealed class Undefined
{
    private readonly object? _owner;
    private readonly object? _key;
    private readonly bool _isMember;
    private string? _reason;

    public Undefined(string reason) => _reason = reason;

    private Undefined(object? owner, object? key, bool isMember)
    {
        _owner = owner;
        _key = key;
        _isMember = isMember;
    }

    /// <summary>The sentence an error tells; templates ask far more often whether something is there than they fail.</summary>
    public string Reason => _reason ??= Explain();

    public static Undefined Name(string name) => new(null, name, false);

    public static Undefined Attribute(object? owner, string name) => owner as Undefined ?? new Undefined(owner, name, true);

    public static Undefined Item(object? owner, object? key) => new(owner, key is SpannedString text ? text.Text : key, true);

    private string Explain() => !_isMember ? $"'{_key}' is undefined."
        : _key is string name ? $"{TypeNames.Of(_owner)} has no attribute '{name}'."
        : $"{TypeNames.Of(_owner)} has no element {_key}.";
}
