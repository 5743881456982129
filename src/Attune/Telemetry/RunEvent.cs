using System.Text.Json.Serialization;

namespace Attune.Telemetry;

/// <summary>
/// Something that happened while the program worked on a recipe. The names and values of the derived records are those of
/// the events file: docs/events.md is their description, and other programs depend on it.
/// </summary>
/// <param name="Recipe">The recipe's name.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(PhaseEvent), "phase")]
[JsonDerivedType(typeof(StepEvent), "step")]
[JsonDerivedType(typeof(AssertionEvent), "assertion")]
[JsonDerivedType(typeof(ArtifactEvent), "artifact")]
[JsonDerivedType(typeof(ServingEvent), "serving")]
[JsonDerivedType(typeof(EndedEvent), "ended")]
internal abstract record RunEvent(string Recipe)
{
    /// <summary>When; set by <see cref="RunEvents"/>.</summary>
    public DateTimeOffset Time { get; init; }
}

/// <summary>A part of the work begins; the one before it is done.</summary>
/// <param name="Recipe">The recipe's name.</param>
/// <param name="Phase">One of <see cref="RunPhase"/>.</param>
internal sealed record PhaseEvent(string Recipe, string Phase) : RunEvent(Recipe);

/// <summary>A step of training.</summary>
/// <param name="Recipe">The recipe's name.</param>
internal sealed record StepEvent(string Recipe) : RunEvent(Recipe)
{
    /// <summary>The step's number, from 1.</summary>
    public required int Step { get; init; }

    /// <summary>All steps of the run.</summary>
    public required int Steps { get; init; }

    /// <summary>Epochs done after the step.</summary>
    public required double Epoch { get; init; }

    /// <summary>The mean loss of the batch's supervised tokens, in nats.</summary>
    public required double Loss { get; init; }

    /// <summary>The newest loss of the rows that are watched; null while it has not been measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? HeldOutLoss { get; init; }

    public required double LearningRate { get; init; }

    /// <summary>Before clipping.</summary>
    public required double GradientNorm { get; init; }

    public required double TokensPerSecond { get; init; }

    /// <summary>Estimated.</summary>
    public required double SecondsLeft { get; init; }
}

/// <summary>What an assertion came to on the held-out rows; shares are from 0 to 1.</summary>
/// <param name="Recipe">The recipe's name.</param>
internal sealed record AssertionEvent(string Recipe) : RunEvent(Recipe)
{
    public required string Name { get; init; }

    /// <summary>The base model's share.</summary>
    public required double Base { get; init; }

    /// <summary>The tuned model's share.</summary>
    public required double Tuned { get; init; }

    /// <summary>The lower end of the tuned share's 95 % interval.</summary>
    public required double Low { get; init; }

    /// <summary>The upper end.</summary>
    public required double High { get; init; }

    /// <summary>The exact McNemar p-value.</summary>
    public required double P { get; init; }

    /// <summary>The share that is asked for.</summary>
    public required double AtLeast { get; init; }

    public required bool Passed { get; init; }
}

/// <summary>Where the results are; absolute paths.</summary>
/// <param name="Recipe">The recipe's name.</param>
/// <param name="Folder">The artifact's folder.</param>
/// <param name="Report">Its report.html.</param>
/// <param name="Lock">The project's lock file.</param>
internal sealed record ArtifactEvent(string Recipe, string Folder, string Report, string Lock) : RunEvent(Recipe);

/// <summary>The recipe's model is served.</summary>
/// <param name="Recipe">The recipe's name.</param>
/// <param name="Url">Where the server listens, such as <c>http://127.0.0.1:8080</c>.</param>
internal sealed record ServingEvent(string Recipe, string Url) : RunEvent(Recipe);

/// <summary>The work on the recipe has ended.</summary>
/// <param name="Recipe">The recipe's name.</param>
/// <param name="Outcome">One of <see cref="RunOutcome"/>.</param>
/// <param name="Message">One line for a person.</param>
internal sealed record EndedEvent(string Recipe, string Outcome, string Message) : RunEvent(Recipe);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RunEvent))]
internal sealed partial class RunEventJson : JsonSerializerContext;
