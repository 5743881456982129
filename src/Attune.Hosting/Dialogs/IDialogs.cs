namespace Attune.Hosting.Dialogs;

/// <summary>How people are told and asked things in whichever dashboard the host has.</summary>
internal interface IDialogs
{
    /// <summary>Shows a message that needs no answer.</summary>
    /// <param name="kind">Its colour and icon.</param>
    /// <param name="title">The title.</param>
    /// <param name="message">The text.</param>
    /// <param name="link">A link under it.</param>
    void Notify(NoticeKind kind, string title, string message, (string Text, string Url)? link = null);

    /// <summary>Asks, and asks again while <paramref name="validate"/> finds mistakes.</summary>
    /// <param name="title">The dialog's title.</param>
    /// <param name="message">Markdown above the inputs.</param>
    /// <param name="inputs">What is asked.</param>
    /// <param name="validate">The mistake in an input's value, by its name, or null.</param>
    /// <param name="cancellation">Closes the dialog.</param>
    /// <returns>The values by name, or null where the dialog was closed.</returns>
    Task<IReadOnlyDictionary<string, string>?> AskAsync(
        string title, string message, IReadOnlyList<DialogInput> inputs, Func<string, string, string?> validate, CancellationToken cancellation);
}

/// <summary>What a notice is about.</summary>
internal enum NoticeKind
{
    Information,
    Success,
    Error,
}

/// <summary>One thing that a dialog asks.</summary>
/// <param name="Name">The input's name.</param>
/// <param name="Label">What stands above it.</param>
/// <param name="Placeholder">What an empty one shows.</param>
/// <param name="Description">What stands below it.</param>
/// <param name="IsRequired">Whether it may be empty.</param>
/// <param name="Options">Values and what is shown for them, the first one chosen; null where any text may be written.</param>
/// <remarks>Numbers are asked for as text too: the dashboard's number input takes whole numbers only and shows no others.</remarks>
internal sealed record DialogInput(
    string Name, string Label, string Placeholder, string Description, bool IsRequired, IReadOnlyList<(string Value, string Text)>? Options);
