namespace Attune.Generators.Datasets;

/// <summary>What the library makes of a row of some shapes, and the properties that the user's row gets for it.</summary>
/// <param name="Name">The library's type.</param>
/// <param name="Space">Its namespace.</param>
/// <param name="Shapes">The members of <c>DatasetShape</c> whose rows become it.</param>
/// <param name="Properties">Its parts.</param>
internal sealed record ShapeContent(string Name, string Space, string[] Shapes, ContentProperty[] Properties)
{
    private const string Conversations = "global::Attune.Text.Conversations.";
    private const string Messages = "global::System.Collections.Generic.IReadOnlyList<" + Conversations + "Message>";
    private const string Texts = "global::System.Collections.Generic.IReadOnlyList<string>";
    private const string OfShapes = "global::Attune.Text.Datasets.Shapes.";

    /// <summary>Rows that a recipe learns from.</summary>
    public static ShapeContent Conversation { get; } = new(
        "Conversation", Conversations, ["Detect", "Messages", "ShareGpt", "Alpaca", "PromptCompletion"],
        [new(Conversations + "Conversation", "Conversation", "All of the row: its messages, the answer last, and its tools.")]);

    /// <summary>All of them.</summary>
    public static ShapeContent[] All { get; } =
    [
        Conversation,
        new("PreferencePair", OfShapes, ["Preference", "OpenAiPreference"],
        [
            new(Conversations + "Conversation", "Prompt", "What comes before the answers."),
            new(Messages, "Chosen", "The better answer."),
            new(Messages, "Rejected", "The worse answer."),
        ]),
        new("JudgedAnswer", OfShapes, ["UnpairedPreference"],
        [
            new(Conversations + "Conversation", "Prompt", "What comes before the answer."),
            new(Messages, "Answer", "The answer."),
            new("bool", "IsGood", "Whether it is wanted."),
        ]),
        new("EmbeddingExample", OfShapes, ["Embedding"],
        [
            new("string", "Anchor", "The text that the others are compared with."),
            new("string", "Positive", "The text that is to be near it; where there is a score, the other text of the pair."),
            new(Texts, "Negatives", "Texts that are to be far.", IsInConstructor: false),
            new("double?", "Score", "How near the two are, in the data's own unit; null where pairs are simply near.", IsInConstructor: false),
        ]),
        new("LabelledText", OfShapes, ["Label"], [new("string", "Text", "The text."), new("string", "Label", "The class as the file writes it.")]),
        new("PlainText", OfShapes, ["Text"], [new("string", "Text", "The text, to be learned from its first token to its last.")]),
    ];

    /// <summary>Its name in generated code.</summary>
    public string FullName => Space + Name;

    /// <summary>Makes the user's row of <c>content</c>.</summary>
    public string Create(string row) => this == Conversation
        ? $"static content => new {row} {{ Conversation = content }}"
        : $"static content => new {row} {{ {string.Join(", ", Properties.Select(static property => $"{property.Name} = content.{property.Name}"))} }}";

    /// <summary>Makes the content of the user's row again.</summary>
    public string Read(string row)
    {
        if (this == Conversation)
            return $"{row}.Conversation";
        var arguments = string.Join(", ", Properties.Where(static property => property.IsInConstructor).Select(property => $"{row}.{property.Name}"));
        var others = string.Join(", ", Properties.Where(static property => !property.IsInConstructor).Select(property => $"{property.Name} = {row}.{property.Name}"));
        return $"new {FullName}({arguments})" + (others.Length == 0 ? "" : $" {{ {others} }}");
    }
}

/// <summary>A part of a row's content.</summary>
/// <param name="Type">Its type, as generated code writes it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Summary">What it is.</param>
/// <param name="IsInConstructor">Whether the content's constructor takes it.</param>
internal sealed record ContentProperty(string Type, string Name, string Summary, bool IsInConstructor = true);
