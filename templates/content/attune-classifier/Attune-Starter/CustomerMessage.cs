namespace Attune_Starter;

/// <summary>One line of data/messages.jsonl: what a customer wrote, and which team answers it. Other labels are an error of the build.</summary>
[Dataset("data/messages.jsonl", TestFraction = 0.15)]
public sealed partial record CustomerMessage(
    string Text,
    [property: Completion(Labels = ["Billing", "Shipping", "Returns", "Account", "Product"])] string Topic);
