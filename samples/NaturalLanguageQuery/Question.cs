namespace NaturalLanguageQuery;

/// <summary>One line of data/questions.jsonl: what a person asks of their telemetry, and the query that answers it.</summary>
[Dataset("data/questions.jsonl", TestFraction = 0.1)]
public sealed partial record Question(string Text, [property: Completion] Query Query);
