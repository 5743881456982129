using Attune.Hosting.ResourceService.Wire;

namespace Attune.Hosting.Dialogs;

/// <summary>Inputs of dialogs.</summary>
internal static class Inputs
{
    /// <remarks>Numbers are asked for as text too: the dashboard's number input takes whole numbers only and shows no others.</remarks>
    public static InteractionInput Text(string name, string label, string placeholder = "", string description = "", bool required = false) => new()
    {
        Name = name,
        Label = label,
        Placeholder = placeholder,
        Description = description,
        InputType = InputType.Text,
        Required = required,
    };

    /// <param name="name">The input's name.</param>
    /// <param name="label">What stands above it.</param>
    /// <param name="options">Values and what is shown for them; the first one is chosen.</param>
    public static InteractionInput Choice(string name, string label, IEnumerable<(string Value, string Text)> options)
    {
        var input = new InteractionInput { Name = name, Label = label, InputType = InputType.Choice, Required = true };
        foreach (var (value, text) in options)
        {
            if (input.Options.Count == 0)
                input.Value = value;
            input.Options.Add(value, text);
        }

        return input;
    }
}
