namespace Attune_Starter;

/// <summary>One line of data/messages.jsonl: what a customer wrote, and which team answers it.</summary>
[Dataset("data/messages.jsonl", TestFraction = 0.15)]
public sealed partial record CustomerMessage(string Text, [property: Completion] Topic Topic);

/// <summary>The labels.</summary>
public enum Topic
{
    Billing,
    Shipping,
    Returns,
    Account,
    Product,
}
