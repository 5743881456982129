namespace Attune.Text.Templates.Values;

/// <summary>
/// What a name or attribute that is not there evaluates to. It prints as nothing, is false and empty; any other use of
/// it is an error that says what was missing.
/// </summary>
internal sealed class Undefined(string reason)
{
    /// <summary>The sentence an error tells.</summary>
    public string Reason { get; } = reason;

    public static Undefined Name(string name) => new($"'{name}' is undefined.");

    public static Undefined Attribute(object? owner, string name) => new(owner is Undefined missing
        ? missing.Reason
        : $"{TypeNames.Of(owner)} has no attribute '{name}'.");

    public static Undefined Item(object? owner, object? key) => new(key is SpannedString text
        ? $"{TypeNames.Of(owner)} has no attribute '{text.Text}'."
        : $"{TypeNames.Of(owner)} has no element {key}.");
}
