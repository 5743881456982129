namespace Attune;

/// <summary>The forms of rows that fine-tuning tools share, by name. docs/datasets.md has their fields.</summary>
public enum DatasetShape
{
    /// <summary>The fields of the user's own row type.</summary>
    Fields,

    /// <summary>The shape that the first rows have.</summary>
    Detect,

    /// <summary>Conversations: <c>messages</c> with <c>role</c> and <c>content</c>, as in OpenAI's fine-tuning files.</summary>
    Messages,

    /// <summary>Conversations: <c>conversations</c> with <c>from</c> and <c>value</c>.</summary>
    ShareGpt,

    /// <summary>Conversations: <c>instruction</c>, <c>input</c>, <c>output</c>.</summary>
    Alpaca,

    /// <summary>Conversations: <c>prompt</c> and <c>completion</c>.</summary>
    PromptCompletion,

    /// <summary>Texts to continue: <c>text</c>.</summary>
    Text,

    /// <summary>Two answers to one prompt: <c>chosen</c> and <c>rejected</c>.</summary>
    Preference,

    /// <summary>One answer that is good or bad: <c>prompt</c>, <c>completion</c>, <c>label</c>.</summary>
    UnpairedPreference,

    /// <summary>Two answers in the form of OpenAI's files: <c>input</c>, <c>preferred_output</c>, <c>non_preferred_output</c>.</summary>
    OpenAiPreference,

    /// <summary>Texts that are near or far: pairs, triples, or pairs with a score.</summary>
    Embedding,

    /// <summary>Texts with labels: <c>text</c> and <c>label</c>.</summary>
    Label,
}
