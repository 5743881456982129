using Attune.Hosting.ResourceService.Wire;

namespace Attune.Hosting.Dialogs;

/// <summary>Turns notices and inputs into the dashboard's messages.</summary>
internal static class DialogMessages
{
    public static MessageIntent Of(NoticeKind kind) => kind switch
    {
        NoticeKind.Success => MessageIntent.Success,
        NoticeKind.Error => MessageIntent.Error,
        _ => MessageIntent.Information,
    };

    public static InteractionInput Of(DialogInput input)
    {
        var message = new InteractionInput
        {
            Name = input.Name,
            Label = input.Label,
            Placeholder = input.Placeholder,
            Description = input.Description,
            InputType = input.Options is null ? InputType.Text : InputType.Choice,
            Required = input.IsRequired,
        };
        if (input.Options is not { Count: > 0 } options)
            return message;
        message.Value = options[0].Value;
        foreach (var (value, text) in options)
            message.Options.Add(value, text);
        return message;
    }
}
