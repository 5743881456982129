namespace Attune.Text.Templates.Languages.Fields;

/// <summary>How a field is written in a text that knows nothing else.</summary>
internal interface IFieldForm
{
    /// <summary>The character that every field and every escape starts with.</summary>
    char Opening { get; }

    /// <summary>Whether <c>name.field</c> is allowed, and a name in capitals stands for itself only.</summary>
    bool HasPaths { get; }

    /// <summary>The field or escape that starts here, or null where this is text.</summary>
    FieldMatch? Match(string text, int at);
}

/// <summary>What <see cref="IFieldForm.Match"/> found.</summary>
/// <param name="Length">Its characters in the source.</param>
/// <param name="NameStart">Where the name starts.</param>
/// <param name="NameLength">The length of the name.</param>
/// <param name="Literal">The text that an escape stands for; null for a field.</param>
internal readonly record struct FieldMatch(int Length, int NameStart, int NameLength, string? Literal = null);
