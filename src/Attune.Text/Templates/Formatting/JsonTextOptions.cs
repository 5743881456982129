namespace Attune.Text.Templates.Formatting;

/// <summary>The settings of json.dumps that templates use.</summary>
internal sealed record JsonTextOptions
{
    public static JsonTextOptions Default { get; } = new();

    /// <summary>What one level of indentation is, or null for one line.</summary>
    public string? Indent { get; init; }

    public string ItemSeparator { get; init; } = ", ";

    public string KeySeparator { get; init; } = ": ";

    public bool SortKeys { get; init; }

    /// <summary>Whether everything beyond ASCII is escaped.</summary>
    public bool AsciiOnly { get; init; }

    /// <summary>Whether the characters of HTML are escaped.</summary>
    public bool HtmlSafe { get; init; }
}
