namespace Attune.Text.Conversations;

/// <summary>One part of a message's content.</summary>
/// <param name="Type">What it is: <c>text</c>, <c>image</c> or what else the template knows.</param>
/// <param name="Text">The text; null where the part is none.</param>
public sealed record ContentPart(string Type, string? Text)
{
    /// <summary>Further fields, as templates see them.</summary>
    public IReadOnlyDictionary<string, object?>? Extra { get; init; }

    /// <summary>A part that is text.</summary>
    public static ContentPart OfText(string text) => new("text", text);

    internal List<KeyValuePair<string, object?>> ToFields()
    {
        var fields = new List<KeyValuePair<string, object?>> { new("type", Type) };
        if (Text is not null)
            fields.Add(new("text", Text));
        if (Extra is not null)
            fields.AddRange(Extra);
        return fields;
    }
}
