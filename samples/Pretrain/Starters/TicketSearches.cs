using Attune.Pretrain.Randomness;

namespace Attune.Pretrain.Starters;

/// <summary>Template <c>attune</c>: what a support agent asks for, and the search that finds it.</summary>
internal sealed class TicketSearches(Draw draw)
{
    private static readonly (string Words, string Value)[] s_statuses =
    [
        ("open", "Open"), ("unresolved", "Open"), ("still open", "Open"), ("closed", "Closed"), ("resolved", "Closed"), ("finished", "Closed"),
        ("waiting", "Waiting"), ("pending", "Waiting"), ("paused", "Waiting"),
    ];

    private static readonly (string Words, string Value)[] s_priorities =
    [
        ("urgent", "Urgent"), ("critical", "Urgent"), ("high priority", "High"), ("important", "High"), ("low priority", "Low"), ("minor", "Low"),
    ];

    private static readonly string[] s_customers =
        ["Acorn Foods", "Blue Harbor", "Cedar Bank", "Delta Rail", "Elm Clinic", "Fjord Air", "Gale Energy", "Harvest Mart"];

    private static readonly string[] s_topics = ["billing", "login", "shipping", "refunds", "exports", "passwords", "invoices", "printing"];
    private static readonly string[] s_openings = ["", "", "show me ", "list ", "find ", "give me ", "which ", "all "];
    private static readonly string[] s_nouns = ["tickets", "cases", "requests"];
    private static readonly string[] s_from = ["from", "of", "by"];
    private static readonly string[] s_about = ["about", "on", "concerning"];

    public StarterRow Next()
    {
        (string statusWords, string? status) = draw.Chance(0.7) ? Of(s_statuses) : ("", null);
        (string priorityWords, string? priority) = draw.Chance(0.5) ? Of(s_priorities) : ("", null);
        string? customer = draw.Chance(0.5) ? draw.Pick(s_customers) : null;
        string? topic = draw.Chance(0.5) ? draw.Pick(s_topics) : null;
        string adjectives = draw.Chance(0.5) ? Join(statusWords, priorityWords) : Join(priorityWords, statusWords);
        string fromCustomer = customer is null ? "" : $"{draw.Pick(s_from)} {customer}";
        string aboutTopic = topic is null ? "" : $"{draw.Pick(s_about)} {topic}";
        string clauses = draw.Chance(0.5) ? Join(fromCustomer, aboutTopic) : Join(aboutTopic, fromCustomer);
        string text = draw.Pick(s_openings) + Join(Join(adjectives, draw.Pick(s_nouns)), clauses);
        if (draw.Chance(0.3))
            text = char.ToUpperInvariant(text[0]) + text[1..];
        // Rows that differ by filler words alone would be nearly the same.
        return new StarterRow($"{statusWords}|{priorityWords}|{customer}|{topic}", $"{status}|{priority}|{customer}|{topic}", new { text, search = new { status, priority, customer, topic } });
    }

    private (string Words, string? Value) Of((string Words, string Value)[] choices) => draw.Pick(choices);

    private static string Join(string left, string right) => left.Length == 0 ? right : right.Length == 0 ? left : left + " " + right;
}
