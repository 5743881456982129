namespace A1;

/// <summary>One line of data/searches.jsonl: what a support agent asks for, and the search that finds it.</summary>
[Dataset("data/searches.jsonl", TestFraction = 0.15)]
public sealed partial record Request(string Text, [property: Completion] TicketSearch Search);

/// <summary>A search for tickets; null means any.</summary>
public sealed record TicketSearch(TicketStatus? Status, TicketPriority? Priority, string? Customer, string? Topic);

/// <summary>What state a ticket is in.</summary>
public enum TicketStatus
{
    Open,
    Waiting,
    Closed,
}

/// <summary>How much a ticket matters.</summary>
public enum TicketPriority
{
    Low,
    High,
    Urgent,
}
