using Attune.Hosting.Running;

namespace Attune.Hosting.Commands;

/// <summary>Something that can be asked of a row.</summary>
internal interface IRowCommand
{
    /// <summary>The name by which it is asked for.</summary>
    string Name { get; }

    /// <summary>What stands on the button.</summary>
    string DisplayName { get; }

    string Description { get; }

    /// <summary>A name of the Fluent icons.</summary>
    string Icon { get; }

    /// <summary>Whether it is shown in the row itself and not only in its menu.</summary>
    bool IsHighlighted { get; }

    /// <summary>Whether rows of this kind have it at all.</summary>
    bool AppliesTo(ResourceInstance instance);

    /// <summary>Whether it can be asked for now.</summary>
    bool IsEnabled(ResourceSnapshot snapshot);

    Task<CommandOutcome> ExecuteAsync(ResourceInstance instance, CancellationToken cancellation);
}

/// <summary>How a command ended.</summary>
internal enum CommandOutcomeKind
{
    Done,
    Failed,
    Cancelled,
}

/// <summary>What is told of a command.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="Message">One sentence, or empty.</param>
/// <param name="Markdown">A longer answer, shown at once, or null.</param>
internal sealed record CommandOutcome(CommandOutcomeKind Kind, string Message = "", string? Markdown = null)
{
    public static CommandOutcome Done(string message = "") => new(CommandOutcomeKind.Done, message);

    public static CommandOutcome Failed(string message) => new(CommandOutcomeKind.Failed, message);

    public static CommandOutcome Cancelled { get; } = new(CommandOutcomeKind.Cancelled);
}
