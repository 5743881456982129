namespace Attune.Hosting.Dialogs;

/// <summary>Inputs of dialogs.</summary>
internal static class Inputs
{
    public static DialogInput Text(string name, string label, string placeholder = "", string description = "", bool required = false) =>
        new(name, label, placeholder, description, required, Options: null);

    /// <param name="name">The input's name.</param>
    /// <param name="label">What stands above it.</param>
    /// <param name="options">Values and what is shown for them; the first one is chosen.</param>
    public static DialogInput Choice(string name, string label, IEnumerable<(string Value, string Text)> options) =>
        new(name, label, "", "", IsRequired: true, [.. options]);
}
