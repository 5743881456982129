using Attune.Text.Templates.Rendering;

namespace Attune.Text.Templates.Values;

/// <summary>The arguments of a call, as they were written.</summary>
internal readonly struct Arguments(object?[] positional, KeyValuePair<string, object?>[] keywords)
{
    public static readonly KeyValuePair<string, object?>[] NoKeywords = [];

    public static Arguments None { get; } = new([], NoKeywords);

    public object?[] Positional { get; } = positional;

    public KeyValuePair<string, object?>[] Keywords { get; } = keywords;

    public bool IsEmpty => Positional.Length == 0 && Keywords.Length == 0;

    /// <summary>The same with a value put first: how filters, tests and methods get what they work on.</summary>
    public Arguments WithFirst(object? value)
    {
        var all = new object?[Positional.Length + 1];
        all[0] = value;
        Array.Copy(Positional, 0, all, 1, Positional.Length);
        return new Arguments(all, Keywords);
    }

    /// <summary>Without the first n positional arguments.</summary>
    public Arguments Skip(int n)
    {
        if (Positional.Length < n)
            throw new RenderFault("An argument is missing.");
        var rest = new object?[Positional.Length - n];
        Array.Copy(Positional, n, rest, 0, rest.Length);
        return new Arguments(rest, Keywords);
    }
}
