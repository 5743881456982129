using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Attune.Evaluation;

namespace Attune.Generated.Tests;

/// <summary>A text completion, a chat template, and one field of every kind.</summary>
[Dataset("data/tickets.csv", TestPath = "data/test.csv", Seed = 7)]
public sealed partial class Ticket
{
    public required string Text { get; init; }

    public int Priority { get; set; } = 3;

    [JsonPropertyName("opened_at")]
    public DateTimeOffset? OpenedAt { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = ["none"];

    public Person? Author { get; init; }

    [JsonIgnore]
    public bool IsUrgent => Priority == 1;

    [Completion(Labels = new[] { "hardware", "network" }, LabelsFile = "data/labels.txt")]
    public string Label { get; init; } = "";
}

public enum Role
{
    User,
    [JsonStringEnumMemberName("it-staff")]
    Staff,
}

public sealed record Person(string Name, Role Role = Role.User, Person? Manager = null);

[Prompt<Ticket>(User = "{{ text }} ({{ priority }}){% if author %} by {{ author.name }}, {{ author.role }}{% endif %}{% for tag in tags %} #{{ tag }}{% endfor %}{% if opened_at %} at {{ opened_at }}{% endif %}")]
public static partial class AskForLabel;

[Prompt<Ticket>(Language = PromptLanguage.Scriban, System = "{{ priority > 2 ? 'Calm' : 'Hurry' }}.", User = "{{ text | string.upcase }}{{ for tag in tags }} #{{ tag }}{{ end }}")]
public static partial class AskInScriban;

[Prompt<Ticket>(Language = PromptLanguage.Brackets, User = "[TEXT] at [opened_at], [[TEXT]]")]
public static partial class AskInBrackets;

[ChatTemplate("{% for m in messages %}{{ m.content }}<|im_end|>{% endfor %}", StopToken = "<|im_end|>")]
public static partial class PlainTemplate;

[Recipe<Ticket>(Base = "attune/tiny", Prompt = typeof(AskForLabel), ChatTemplate = typeof(PlainTemplate), Schedule = LearningRateSchedule.Linear)]
public static partial class LabelModel
{
    [Assertion]
    private static void IsTheLabel(Ticket ticket, Completion answer) => answer.Should().Be(ticket.Label);
}

/// <summary>One field of every kind of value.</summary>
[Dataset("data/values.jsonl")]
public sealed partial record Values(
    bool Flag,
    sbyte Small,
    ulong Large,
    float Single,
    double Double,
    decimal Decimal,
    Guid Guid,
    DateTime Moment,
    DateOnly Day,
    TimeSpan Span,
    int?[] Numbers,
    ImmutableArray<string?> Texts,
    Dictionary<string, List<Role>> Roles,
    [property: Completion] IReadOnlyDictionary<string, int> Counts);
