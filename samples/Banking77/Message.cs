namespace Banking77;

/// <summary>One line of train.csv or test.csv: what a customer wrote, and which of 77 intents it has.</summary>
[Dataset("$(Banking77Data)/train.csv", TestPath = "$(Banking77Data)/test.csv")]
public sealed partial record CustomerMessage(string Text, [property: Completion] string Category);

[Prompt<CustomerMessage>(User = "{{ text }}")]
public static partial class NameTheIntent;
