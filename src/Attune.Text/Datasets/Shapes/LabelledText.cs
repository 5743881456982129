namespace Attune.Text.Datasets.Shapes;

/// <summary>A text and its class.</summary>
/// <param name="Text">The text.</param>
/// <param name="Label">The class as the file writes it.</param>
public sealed record LabelledText(string Text, string Label);
