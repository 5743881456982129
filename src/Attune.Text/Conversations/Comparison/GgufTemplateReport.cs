namespace Attune.Text.Conversations.Comparison;

/// <summary>What a GGUF file was compared by, and what is wrong with it.</summary>
/// <param name="Findings">What is wrong, each with fact and remedy; empty where the file serves what was trained.</param>
/// <param name="Conversations">How many conversations the template of the training writes, and so were compared.</param>
/// <param name="Tokens">How many tokens these have in training.</param>
public sealed record GgufTemplateReport(IReadOnlyList<AttuneException> Findings, int Conversations, int Tokens);
