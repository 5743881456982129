namespace Attune.Text.Datasets.Shapes;

/// <summary>A text to learn from its first token to its last.</summary>
/// <param name="Text">The text.</param>
public sealed record PlainText(string Text);
