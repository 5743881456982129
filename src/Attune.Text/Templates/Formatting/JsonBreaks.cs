namespace Attune.Text.Templates.Formatting;

/// <summary>What json.dumps writes before an item: the separator and, where it indents, a new line. Made once for usual settings.</summary>
internal sealed class JsonBreaks(string? indent, string separator)
{
    private const int WidestKept = 8;
    private const int LongestKept = 64;

    private static readonly JsonBreaks s_oneLine = new(null, ", ");
    private static readonly JsonBreaks?[] s_blanks = new JsonBreaks?[WidestKept + 1];

    // For each depth: before the first item and before the others.
    private string?[]? _kept;

    public static JsonBreaks Of(JsonTextOptions options)
    {
        if (options.Indent is null)
            return options.ItemSeparator == s_oneLine.Separator ? s_oneLine : new JsonBreaks(null, options.ItemSeparator);
        var width = options.Indent.Length;
        return width > WidestKept || options.ItemSeparator != "," || options.Indent.Trim(' ').Length > 0
            ? new JsonBreaks(options.Indent, options.ItemSeparator)
            : s_blanks[width] ??= new JsonBreaks(options.Indent, options.ItemSeparator);
    }

    public string? Indent { get; } = indent;

    public string Separator { get; } = separator;

    /// <summary>The text before an item, or null where it is too long to be made before it is known to fit.</summary>
    public string? Before(bool isFirst, int depth)
    {
        if (Indent is null)
            return isFirst ? "" : Separator;
        if (depth > LongestKept || (long)depth * Indent.Length > LongestKept || Separator.Length > LongestKept)
            return null;
        var kept = _kept ??= new string?[2 * (LongestKept + 1)];
        return kept[(2 * depth) + (isFirst ? 0 : 1)] ??= Make(isFirst, depth);
    }

    private string Make(bool isFirst, int depth) =>
        (isFirst ? "" : Separator) + "\n" + string.Concat(Enumerable.Repeat(Indent!, depth));
}
